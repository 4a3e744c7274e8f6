package dev.moru.provisioning.bulk;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.moru.contracts.operation.CancelState;
import dev.moru.contracts.operation.ChildCounts;
import dev.moru.contracts.operation.Operation;
import dev.moru.contracts.operation.RunBulk;
import dev.moru.provisioning.operation.OperationEdit;
import dev.moru.provisioning.operation.Problems;
import dev.moru.provisioning.server.StopReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A bulk operation: it releases its children in order, so many at a time, and ends when the last of them has.
 *
 * @param operation null while only children have been heard of
 * @param released how many children, from the first, were told that they may run
 * @param ended children that have ended, and whether well
 * @param stop why the rest does not run any more, if so
 * @param failuresReached whether it stopped because too many children failed
 */
public record BulkState(
        UUID id,
        @Nullable Operation operation,
        List<UUID> children,
        int maxInFlight,
        int stopAfterFailures,
        int released,
        Map<UUID, Boolean> ended,
        @Nullable StopReason stop,
        boolean failuresReached) {

    public BulkState {
        children = children == null ? List.of() : List.copyOf(children);
        ended = ended == null ? Map.of() : Map.copyOf(ended);
    }

    public static BulkState unheardOf(UUID id) {
        return new BulkState(id, null, List.of(), 1, 0, 0, Map.of(), null, false);
    }

    /**
     * What a message leads to.
     *
     * @param release children that may run
     * @param cancel children that must not run, or must stop
     * @param report whether the operation's document is worth an event
     */
    public record Step(BulkState next, List<UUID> release, List<UUID> cancel, boolean report) {

        static Step none(BulkState state) {
            return new Step(state, List.of(), List.of(), false);
        }
    }

    @JsonIgnore
    public boolean isOver() {
        return operation != null && operation.state().isTerminal();
    }

    public Step started(Operation asked, RunBulk command, Instant now) {
        if (operation != null) {
            return Step.none(this);
        }
        var begun = OperationEdit.of(asked, now).started().done();
        int inFlight = command.maxInFlight() < 1 ? command.children().size() : command.maxInFlight();
        var state = new BulkState(
                id, begun, command.children(), inFlight, command.stopAfterFailures(), 0, ended, null, false);
        return state.goOn(now, true);
    }

    public Step childEnded(UUID child, boolean succeeded, Instant now) {
        if (ended.containsKey(child) || isOver()) {
            return Step.none(this);
        }
        var more = new LinkedHashMap<>(ended);
        more.put(child, succeeded);
        var state = new BulkState(
                id, operation, children, maxInFlight, stopAfterFailures, released, more, stop, failuresReached);
        return operation == null ? Step.none(state) : state.goOn(now, state.isWorthTelling());
    }

    public Step stopped(StopReason reason, Instant now) {
        if (operation == null || isOver() || stop != null) {
            return Step.none(this);
        }
        var edit = OperationEdit.of(operation, now);
        if (reason == StopReason.CANCEL) {
            edit.cancel(CancelState.REQUESTED, null);
        }
        var state = new BulkState(
                id, edit.done(), children, maxInFlight, stopAfterFailures, released, ended, reason, failuresReached);
        var running = state.open(children);
        var step = state.goOn(now, true);
        return new Step(step.next(), List.of(), running, true);
    }

    /** Nothing waits longer than this for children that do not answer. */
    public Step overdue(Instant now) {
        if (operation == null || isOver()) {
            return Step.none(this);
        }
        var failure = Problems.timedOut(open(children).size() + " children have not ended", null);
        var over = OperationEdit.of(operation, now).children(counts()).timedOut(failure);
        return new Step(with(over.done()), List.of(), open(children), true);
    }

    private Step goOn(Instant now, boolean report) {
        if (ended.keySet().containsAll(children)) {
            return new Step(with(finished(now)), List.of(), List.of(), true);
        }
        var current = with(OperationEdit.of(known(), now).children(counts()).done());
        if (stop == null && !failuresReached && hasFailedTooOften()) {
            var stopped = current.stoppedByFailures();
            return new Step(stopped, List.of(), open(children.subList(released, children.size())), true);
        }
        return stop != null || failuresReached
                ? new Step(current, List.of(), List.of(), report)
                : current.releaseMore(report);
    }

    private Step releaseMore(boolean report) {
        int running = open(children.subList(0, released)).size();
        var next = new ArrayList<UUID>();
        int upTo = released;
        while (upTo < children.size() && running + next.size() < maxInFlight) {
            var child = children.get(upTo++);
            if (!ended.containsKey(child)) {
                next.add(child);
            }
        }
        var state = new BulkState(
                id, operation, children, maxInFlight, stopAfterFailures, upTo, ended, stop, failuresReached);
        return new Step(state, next, List.of(), report);
    }

    private Operation finished(Instant now) {
        var counts = counts();
        var edit = OperationEdit.of(known(), now).children(counts);
        if (stop == StopReason.CANCEL) {
            return edit.cancelled().done();
        }
        if (stop == StopReason.DEADLINE) {
            return edit.timedOut(Problems.timedOut("children were cancelled", null))
                    .done();
        }
        var outcome = "%d of %d children did not succeed".formatted(counts.failed(), counts.total());
        return counts.failed() == 0
                ? edit.succeeded().done()
                : edit.failed(Problems.childrenFailed(outcome)).done();
    }

    private boolean hasFailedTooOften() {
        return stopAfterFailures > 0 && counts().failed() >= stopAfterFailures;
    }

    /** Of many children not each one's end is news. */
    private boolean isWorthTelling() {
        int stride = Math.max(1, children.size() / 100);
        return ended.size() % stride == 0;
    }

    private List<UUID> open(List<UUID> some) {
        return some.stream().filter(child -> !ended.containsKey(child)).toList();
    }

    private ChildCounts counts() {
        int succeeded = 0;
        int failed = 0;
        for (var child : children) {
            var outcome = ended.get(child);
            if (outcome != null) {
                succeeded += outcome ? 1 : 0;
                failed += outcome ? 0 : 1;
            }
        }
        return new ChildCounts(children.size(), succeeded, failed);
    }

    private Operation known() {
        return Objects.requireNonNull(operation, "a bulk operation that was not heard of");
    }

    private BulkState with(Operation document) {
        return new BulkState(
                id, document, children, maxInFlight, stopAfterFailures, released, ended, stop, failuresReached);
    }

    private BulkState stoppedByFailures() {
        return new BulkState(id, operation, children, maxInFlight, stopAfterFailures, released, ended, stop, true);
    }
}
