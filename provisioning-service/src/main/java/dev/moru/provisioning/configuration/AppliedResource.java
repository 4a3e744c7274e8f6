package dev.moru.provisioning.configuration;

import dev.moru.contracts.site.ConfigurationKind;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A revision of a configuration resource that is to be in force.
 *
 * @param siteId the site that it belongs to; null for sites and presets
 * @param spec of the kind; null when the resource was removed
 */
public record AppliedResource(
        ConfigurationKind kind,
        UUID id,
        @Nullable UUID siteId,
        String name,
        long revision,
        @Nullable Object spec) {}
