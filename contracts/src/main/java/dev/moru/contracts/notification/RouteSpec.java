package dev.moru.contracts.notification;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sends the events that match to channels, named within the same project or the installation. */
public record RouteSpec(
        @Nullable String project, RouteMatch match, List<UUID> channels, boolean enabled, String description) {

    public RouteSpec {
        channels = List.copyOf(channels);
        description = description == null ? "" : description;
    }
}
