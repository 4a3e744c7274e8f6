package dev.moru.contracts.notification;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sends the events that match to channels, named within the same project or the installation.
 *
 * @param group absent: each event is sent by itself
 * @param quietHours absent: there are none
 * @param digest absent: events are sent when they come
 */
public record RouteSpec(
        @Nullable String project,
        RouteMatch match,
        List<UUID> channels,
        boolean enabled,
        String description,
        @Nullable Grouping group,
        @Nullable QuietHours quietHours,
        @Nullable Digest digest) {

    public RouteSpec {
        channels = List.copyOf(channels);
        description = description == null ? "" : description;
    }
}
