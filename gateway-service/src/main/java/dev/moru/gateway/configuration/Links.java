package dev.moru.gateway.configuration;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a spec refers to.
 *
 * @param project the project that the resource belongs to; absent: the installation
 * @param secrets references into the secret store, by field
 * @param channels ids of channels, by the word that named them
 */
public record Links(@Nullable String project, Map<String, String> secrets, Map<String, UUID> channels) {

    public Links {
        secrets = Map.copyOf(secrets);
        channels = Map.copyOf(channels);
    }
}
