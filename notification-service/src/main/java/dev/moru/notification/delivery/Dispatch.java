package dev.moru.notification.delivery;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.moru.contracts.Severity;
import dev.moru.contracts.notification.Delivery;
import dev.moru.contracts.notification.DeliveryState;
import dev.moru.contracts.notification.TestChannel;
import dev.moru.notification.channel.Answer;
import dev.moru.notification.delivery.Holds.Hold;
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
 * @param severity of the event
 * @param site of the event
 * @param operationId of the event
 * @param hold what it waits for, or has waited for, with others
 */
public record Dispatch(
        Delivery delivery,
        int attemptsOfRound,
        String progress,
        Severity severity,
        @Nullable String site,
        @Nullable UUID operationId,
        @Nullable UUID hold) {

    /** The type of what a test sends. */
    public static final String TESTED = "dev.moru.channel.tested.v1";

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
                now,
                1,
                null);
        return new Dispatch(delivery, 0, "", event.severity(), event.site(), event.operationId(), null);
    }

    /** One that no route leads to; it is named after what it is for. */
    static Dispatch test(TestChannel wanted, UUID event, @Nullable String project, Instant now) {
        var delivery = new Delivery(
                wanted.delivery(),
                wanted.id(),
                wanted.channel(),
                wanted.id(),
                "test",
                project,
                event,
                TESTED,
                DeliveryState.PENDING,
                0,
                null,
                null,
                now,
                now,
                now,
                1,
                null);
        return new Dispatch(delivery, 0, "", Severity.INFO, null, null, null);
    }

    /** The same, but sent with others. */
    Dispatch heldIn(Hold hold) {
        var held = with(DeliveryState.HELD, hold.due(), delivery.updatedAt(), 1, null);
        return new Dispatch(held, 0, "", severity, site, operationId, hold.id());
    }

    /** Sent now, with the events of others: as many as there are with its own. */
    Dispatch carrying(int events, Instant now) {
        return next(with(DeliveryState.PENDING, now, now, events, null), 0, "");
    }

    Dispatch carriedBy(Dispatch carrier, Instant now) {
        return next(with(DeliveryState.GROUPED, null, now, 1, carrier.delivery().id()), 0, "");
    }

    public boolean isPending() {
        return delivery.state() == DeliveryState.PENDING;
    }

    /** Tried once: who has asked wants to know how it is now. */
    private boolean isTest() {
        return delivery.eventType().equals(TESTED);
    }

    boolean isHeld() {
        return delivery.state() == DeliveryState.HELD;
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
            var pause = isTest()
                    ? Optional.<Duration>empty()
                    : retries.pauseAfter(attemptsOfRound + 1, postponed.pause(), random);
            var state = pause.isPresent() ? DeliveryState.PENDING : DeliveryState.FAILED;
            return attempted(answer, state, pause.map(now::plus).orElse(null), now);
        }
        return attempted(answer, DeliveryState.FAILED, null, now);
    }

    /** Makes it pending once more, under the same id, and by itself when another has carried it. */
    Dispatch sentAgain(Instant now) {
        return next(moved(DeliveryState.PENDING, delivery.attempts(), Optional.empty(), now, now), 0, "");
    }

    private Dispatch attempted(Answer answer, DeliveryState state, @Nullable Instant nextAttemptAt, Instant now) {
        var attempted = moved(state, delivery.attempts() + 1, Optional.of(answer), nextAttemptAt, now);
        var told = answer instanceof Answer.Postponed postponed ? postponed.progress() : "";
        return next(attempted, attemptsOfRound + 1, told);
    }

    /** What moves on its own is carried by no other. */
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
                now,
                delivery.events(),
                null);
    }

    private Dispatch next(Delivery moved, int attemptsOfRound, String progress) {
        return new Dispatch(moved, attemptsOfRound, progress, severity, site, operationId, hold);
    }

    private Delivery with(
            DeliveryState state, @Nullable Instant due, Instant now, int events, @Nullable UUID carriedBy) {
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
                delivery.attempts(),
                delivery.status(),
                delivery.answer(),
                due,
                delivery.createdAt(),
                now,
                events,
                carriedBy);
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
