package dev.moru.notification.delivery;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.moru.contracts.notification.Delivery;
import dev.moru.contracts.notification.DeliveryState;
import dev.moru.notification.channel.Answer;
import dev.moru.notification.route.NotableEvent;
import dev.moru.notification.route.Routing.Destination;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A delivery, and how it moves: pending until it is delivered or given up, and pending once more when somebody asks for it.
 *
 * @param attemptsOfRound those since it became pending, while {@code delivery.attempts()} counts all
 * @param progress what the last attempt tells the next one; empty: nothing
 * @param site of the event
 * @param operationId of the event
 */
public record Dispatch(
        Delivery delivery,
        int attemptsOfRound,
        String progress,
        @Nullable String site,
        @Nullable UUID operationId) {

    private static final int LONGEST_ANSWER = 500;

    /** The first one of an event for a channel; its id is new, and stays. */
    static Dispatch of(NotableEvent event, Destination destination, Instant now) {
        var route = destination.route();
        var channel = destination.channel();
        var delivery = new Delivery(
                UuidCreator.getTimeOrderedEpoch(),
                channel.id(),
                channel.name(),
                route.id(),
                route.name(),
                event.project(),
                event.id(),
                event.type(),
                DeliveryState.PENDING,
                0,
                null,
                null,
                now,
                now,
                now);
        return new Dispatch(delivery, 0, "", event.site(), event.operationId());
    }

    public boolean isPending() {
        return delivery.state() == DeliveryState.PENDING;
    }

    /** From the last attempt to the next one. */
    Duration pause() {
        var next = delivery.nextAttemptAt();
        return next == null ? Duration.ZERO : Duration.between(delivery.updatedAt(), next);
    }

    /** What an attempt makes of it. The next one is due at {@code nextAttemptAt}, when it stays pending. */
    Dispatch after(Answer answer, RetryPolicy retries, Instant now, RandomGenerator random) {
        if (answer instanceof Answer.Accepted) {
            return attempted(answer, DeliveryState.DELIVERED, null, now);
        }
        if (answer instanceof Answer.Postponed postponed) {
            var pause = retries.pauseAfter(attemptsOfRound + 1, postponed.pause(), random);
            var state = pause.isPresent() ? DeliveryState.PENDING : DeliveryState.FAILED;
            return attempted(answer, state, pause.map(now::plus).orElse(null), now);
        }
        return attempted(answer, DeliveryState.FAILED, null, now);
    }

    /** Makes it pending once more, under the same id. */
    Dispatch sentAgain(Instant now) {
        return new Dispatch(
                moved(DeliveryState.PENDING, delivery.attempts(), Optional.empty(), now, now),
                0,
                "",
                site,
                operationId);
    }

    private Dispatch attempted(Answer answer, DeliveryState state, @Nullable Instant nextAttemptAt, Instant now) {
        var attempted = moved(state, delivery.attempts() + 1, Optional.of(answer), nextAttemptAt, now);
        var told = answer instanceof Answer.Postponed postponed ? postponed.progress() : "";
        return new Dispatch(attempted, attemptsOfRound + 1, told, site, operationId);
    }

    private Delivery moved(
            DeliveryState state, int attempts, Optional<Answer> answer, @Nullable Instant nextAttemptAt, Instant now) {
        return new Delivery(
                delivery.id(),
                delivery.channelId(),
                delivery.channel(),
                delivery.routeId(),
                delivery.route(),
                delivery.project(),
                delivery.eventId(),
                delivery.eventType(),
                state,
                attempts,
                answer.map(Answer::status).orElse(null),
                answer.map(Answer::text).map(Dispatch::shortened).orElse(null),
                nextAttemptAt,
                delivery.createdAt(),
                now);
    }

    /** Whatever a stranger answers must be storable and readable. */
    private static String shortened(String text) {
        return text.codePoints()
                .filter(character -> character == '\n' || !Character.isISOControl(character))
                .limit(LONGEST_ANSWER)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
