package dev.moru.contracts.notification;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A way to reach somebody. What a sort of channel needs stands in its settings, whose names and meaning are its own, so that
 * a new sort changes no message.
 *
 * @param type {@code webhook}, {@code email} or another sort that the installation has
 * @param settings by name; texts, numbers, truth values, lists and maps
 * @param secrets references into the secret store, by the name of the secret
 */
public record ChannelSpec(
        String type,
        @Nullable String project,
        Map<String, Object> settings,
        Map<String, String> secrets,
        boolean enabled,
        String description) {

    public ChannelSpec {
        settings = settings == null ? Map.of() : Map.copyOf(settings);
        secrets = secrets == null ? Map.of() : Map.copyOf(secrets);
        description = description == null ? "" : description;
    }
}
