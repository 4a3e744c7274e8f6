package dev.moru.provisioning.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.contracts.operation.ChildCounts;
import dev.moru.contracts.operation.Operation;
import dev.moru.contracts.operation.OperationState;
import dev.moru.contracts.operation.OperationTarget;
import dev.moru.contracts.operation.RunBulk;
import dev.moru.provisioning.operation.Acceptance;
import dev.moru.provisioning.server.StopReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BulkStateTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final UUID id = UUID.randomUUID();
    private final UUID a = UUID.randomUUID();
    private final UUID b = UUID.randomUUID();
    private final UUID c = UUID.randomUUID();

    @Test
    void releasesAsManyAsMayRunAndOneForEachThatEnds() {
        var begun = start(2, 0);
        assertThat(begun.release()).containsExactly(a, b);

        var next = begun.next().childEnded(b, true, NOW);
        assertThat(next.release()).containsExactly(c);

        var last = next.next().childEnded(a, true, NOW).next().childEnded(c, true, NOW);
        assertThat(last.next().operation().state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(last.next().operation().children()).isEqualTo(new ChildCounts(3, 3, 0));
    }

    @Test
    void failsWhenAChildDid() {
        var bulk = start(3, 0).next();

        var over = bulk.childEnded(a, false, NOW)
                .next()
                .childEnded(b, true, NOW)
                .next()
                .childEnded(c, true, NOW);

        assertThat(over.next().operation().state()).isEqualTo(OperationState.FAILED);
        assertThat(over.next().operation().error().detail()).isEqualTo("1 of 3 children did not succeed");
    }

    @Test
    void cancelsWhatItHasNotReleasedAfterTooManyFailures() {
        var stopped = start(1, 1).next().childEnded(a, false, NOW);

        assertThat(stopped.release()).isEmpty();
        assertThat(stopped.cancel()).containsExactly(b, c);
        assertThat(stopped.next().isOver()).isFalse();
    }

    @Test
    void endsCancelledWhenItsLastChildHasStopped() {
        var cancelled = start(1, 0).next().stopped(StopReason.CANCEL, NOW);
        assertThat(cancelled.cancel()).containsExactly(a, b, c);

        var over = cancelled.next();
        for (var child : List.of(a, b, c)) {
            over = over.childEnded(child, false, NOW).next();
        }
        assertThat(over.operation().state()).isEqualTo(OperationState.CANCELLED);
    }

    @Test
    void countsChildrenThatEndedBeforeItWasHeardOf() {
        var early = BulkState.unheardOf(id).childEnded(a, true, NOW);
        assertThat(early.report()).isFalse();

        var begun = early.next().started(operation(), command(1, 0), NOW);
        assertThat(begun.release()).containsExactly(b);
    }

    @Test
    void ignoresAnEndThatIsToldTwice() {
        var bulk = start(1, 0).next().childEnded(a, true, NOW).next();

        assertThat(bulk.childEnded(a, false, NOW).next()).isEqualTo(bulk);
    }

    @Test
    void waitsForChildrenNoLongerThanItsGrace() {
        var over = start(1, 0).next().stopped(StopReason.DEADLINE, NOW).next().overdue(NOW);

        assertThat(over.next().operation().state()).isEqualTo(OperationState.TIMED_OUT);
    }

    private BulkState.Step start(int maxInFlight, int stopAfterFailures) {
        return BulkState.unheardOf(id).started(operation(), command(maxInFlight, stopAfterFailures), NOW);
    }

    private RunBulk command(int maxInFlight, int stopAfterFailures) {
        return new RunBulk("reboot", List.of(a, b, c), maxInFlight, stopAfterFailures);
    }

    private Operation operation() {
        return new Acceptance(id, "default", null, "user:admin", NOW, null, null, null)
                .document("server.bulk", new OperationTarget("servers", id, null), List.of(), Duration.ofDays(1));
    }
}
