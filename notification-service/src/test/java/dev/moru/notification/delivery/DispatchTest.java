package dev.moru.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.contracts.Severity;
import dev.moru.contracts.notification.ChannelSpec;
import dev.moru.contracts.notification.Delivery;
import dev.moru.contracts.notification.DeliveryState;
import dev.moru.contracts.notification.RouteMatch;
import dev.moru.contracts.notification.RouteSpec;
import dev.moru.contracts.notification.TestChannel;
import dev.moru.notification.channel.Answer;
import dev.moru.notification.channel.ConfiguredChannel;
import dev.moru.notification.route.NotableEvent;
import dev.moru.notification.route.Route;
import dev.moru.notification.route.Routing.Destination;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DispatchTest {

    private static final Instant ACCEPTED = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant TRIED = ACCEPTED.plusSeconds(2);
    private static final RetryPolicy TWICE = new RetryPolicy(Duration.ofSeconds(5), 2, Duration.ofHours(1), 0, 2);
    private static final Answer BUSY = new Answer.Postponed(503, "busy", Optional.empty());

    private final Dispatch pending = aDispatch();

    @Test
    void beginsPendingAndDueAtOnce() {
        assertThat(pending.isPending()).isTrue();
        assertThat(pending.pause()).isZero();
        assertThat(pending.delivery().attempts()).isZero();
    }

    @Test
    void isDeliveredWhenItWasAccepted() {
        var delivery = after(pending, new Answer.Accepted(204, "")).delivery();

        assertThat(delivery)
                .returns(DeliveryState.DELIVERED, Delivery::state)
                .returns(1, Delivery::attempts)
                .returns(204, Delivery::status)
                .returns(null, Delivery::nextAttemptAt)
                .returns(TRIED, Delivery::updatedAt)
                .returns(ACCEPTED, Delivery::createdAt);
    }

    @Test
    void staysPendingUntilTheNextAttempt() {
        var postponed = after(pending, BUSY);

        assertThat(postponed.isPending()).isTrue();
        assertThat(postponed.pause()).isEqualTo(Duration.ofSeconds(5));
        assertThat(postponed.delivery().nextAttemptAt()).isEqualTo(TRIED.plusSeconds(5));
    }

    @Test
    void failsWithTheLastAttempt() {
        var failed = after(after(pending, BUSY), BUSY);

        assertThat(failed.delivery())
                .returns(DeliveryState.FAILED, Delivery::state)
                .returns(2, Delivery::attempts)
                .returns(null, Delivery::nextAttemptAt);
    }

    @Test
    void failsAtOnceWhenItIsRefusedOrTheOtherSideIsGone() {
        assertThat(after(pending, new Answer.Refused(null, "not allowed"))
                        .delivery()
                        .state())
                .isEqualTo(DeliveryState.FAILED);
        assertThat(after(pending, new Answer.Gone(410, "gone")).delivery().state())
                .isEqualTo(DeliveryState.FAILED);
    }

    @Test
    void isPendingOnceMoreUnderItsIdAndWithAllItsAttemptsAhead() {
        var failed = after(after(pending, BUSY), BUSY);

        var again = failed.sentAgain(TRIED.plusSeconds(60));
        var postponed = after(again, BUSY);

        assertThat(again.isPending()).isTrue();
        assertThat(again.delivery().id()).isEqualTo(pending.delivery().id());
        assertThat(again.delivery().answer()).isNull();
        assertThat(postponed.isPending()).isTrue();
        assertThat(postponed.delivery().attempts()).isEqualTo(3);
    }

    @Test
    void isTriedOnceAsATest() {
        var test = Dispatch.test(
                new TestChannel(UUID.randomUUID(), "ops", UUID.randomUUID()), UUID.randomUUID(), "shop", ACCEPTED);

        var failed = after(test, BUSY);

        assertThat(failed.delivery())
                .returns(DeliveryState.FAILED, Delivery::state)
                .returns(null, Delivery::nextAttemptAt);
        assertThat(after(failed.sentAgain(TRIED), BUSY).isPending()).isFalse();
    }

    @Test
    void isCarriedByNobodyOnceItIsSentAgain() {
        var grouped = pending.carriedBy(aDispatch(), TRIED);

        assertThat(grouped.sentAgain(TRIED).delivery().carriedBy()).isNull();
    }

    @Test
    void shortensAnswersAndKeepsThemReadable() {
        var noise = "a\u0000b\u001b[31m\n" + "\uD83D\uDE80".repeat(1000);

        var answer = after(pending, new Answer.Accepted(200, noise)).delivery().answer();

        assertThat(answer).startsWith("ab[31m\n\uD83D\uDE80").endsWith("\uD83D\uDE80");
        assertThat(answer.codePointCount(0, answer.length())).isEqualTo(500);
    }

    @Test
    void hasAnIdOfItsOwn() {
        assertThat(IntStream.range(0, 100).mapToObj(n -> aDispatch().delivery().id()))
                .doesNotHaveDuplicates();
    }

    private static Dispatch after(Dispatch dispatch, Answer answer) {
        return dispatch.after(answer, TWICE, TRIED, new Random(1));
    }

    private static Dispatch aDispatch() {
        var everything = new RouteMatch(List.of(), List.of(), List.of(), null, List.of());
        var spec = new ChannelSpec("webhook", "shop", Map.of(), Map.of(), true, "");
        var channel = new ConfiguredChannel(UUID.randomUUID(), "ops", 1, spec, Map.of(), null, false);
        var route = new Route(
                UUID.randomUUID(),
                "all",
                1,
                new RouteSpec("shop", everything, List.of(channel.id()), true, "", null, null, null));
        var event = new NotableEvent(
                UUID.randomUUID(), "dev.moru.site.reachable.v1", "s", "shop", "lab", Severity.INFO, Set.of(), null);
        return Dispatch.of(event, new Destination(route, channel, null), ACCEPTED);
    }
}
