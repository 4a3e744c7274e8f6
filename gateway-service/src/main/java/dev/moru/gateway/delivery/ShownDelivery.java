package dev.moru.gateway.delivery;

import dev.moru.contracts.notification.DeliveryState;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as its owner has told of it last.
 *
 * @param refusal why it was not sent again when that was asked for last, until it is told of again
 * @see dev.moru.contracts.notification.Delivery
 */
record ShownDelivery(
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
        @Nullable UUID carriedBy,
        @Nullable String refusal) {

    /** What was told before deliveries carried others says nothing of their number. */
    ShownDelivery {
        events = Math.max(1, events);
    }

    /** The test of a channel, before anything is known of it. */
    static ShownDelivery test(UUID id, UUID channelId, String channel, @Nullable String project, Instant now) {
        return new ShownDelivery(
                id,
                channelId,
                channel,
                channelId,
                "test",
                project,
                id,
                "dev.moru.channel.tested.v1",
                DeliveryState.PENDING,
                0,
                null,
                null,
                now,
                now,
                now,
                1,
                null,
                null);
    }
}
