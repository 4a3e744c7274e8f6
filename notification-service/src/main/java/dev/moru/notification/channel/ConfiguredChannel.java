package dev.moru.notification.channel;

import dev.moru.contracts.notification.ChannelSpec;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A channel that somebody has configured.
 *
 * @param revision of the spec, as the gateway counts
 * @param formerSecrets references to the secrets before the present ones, while both are valid
 * @param gone why the other side was given up; cleared by the next revision
 * @param ailing whether the last attempt to reach it failed
 */
public record ConfiguredChannel(
        UUID id,
        String name,
        long revision,
        ChannelSpec spec,
        Map<String, String> formerSecrets,
        @Nullable String gone,
        boolean ailing) {

    /** Whether events are sent to it at all. */
    public boolean isActive() {
        return spec.enabled() && gone == null;
    }

    /** Whether a route of a project, or of the installation, may use it. */
    public boolean servesProject(@Nullable String routeProject) {
        return spec.project() == null || spec.project().equals(routeProject);
    }
}
