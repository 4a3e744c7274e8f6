package dev.moru.contracts.notification;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way to one channel.
 *
 * @param id kept over retries and redeliveries; a webhook's {@code webhook-id}
 * @param attempts how often it was tried
 * @param answer what the other side answered last, shortened; never with its headers
 * @param events how many events it carries, its own and those of the deliveries that are grouped with it
 * @param carriedBy of one that is grouped: the delivery that carries its event
 */
public record Delivery(
        UUID id,
        UUID channelId,
        String channel,
        UUID routeId,
        String route,
        @Nullable String project,
        UUID eventId,
        String eventType,
        DeliveryState state,
        int attempts,
        @Nullable Integer status,
        @Nullable String answer,
        @Nullable Instant nextAttemptAt,
        Instant createdAt,
        Instant updatedAt,
        int events,
        @Nullable UUID carriedBy) {

    public Delivery {
        events = Math.max(1, events);
    }
}
