package dev.moru.provisioning.server;

import dev.moru.contracts.operation.CancelState;
import dev.moru.contracts.operation.CleanupState;
import dev.moru.contracts.operation.Operation;
import dev.moru.contracts.operation.OperationCleaned;
import dev.moru.contracts.operation.OperationEnded;
import dev.moru.contracts.operation.OperationState;
import dev.moru.contracts.operation.StepState;
import dev.moru.contracts.server.OnFailure;
import dev.moru.contracts.server.ServerObserved;
import dev.moru.contracts.server.ServerPhase;
import dev.moru.contracts.server.ServerProvisioningFailed;
import dev.moru.contracts.server.ServerSpec;
import dev.moru.provisioning.operation.OperationEdit;
import dev.moru.provisioning.operation.Problems;
import java.util.List;
import java.util.function.UnaryOperator;

/** The end of turns and of their operations, and what is left of them. */
final class TurnEnd {

    private final Draft draft;

    TurnEnd(Draft draft) {
        this.draft = draft;
    }

    // ------------------------------------------------------------------ the end of an operation

    /** Ends a turn together with its operation. */
    void endAs(Turn turn, TurnTrigger trigger, UnaryOperator<OperationEdit> outcome) {
        var over = draft.move(turn, trigger);
        var operation = outcome.apply(draft.edit(over)).done();
        draft.become(draft.state().remove(over));
        conclude(over, operation);
    }

    void succeed(Turn turn) {
        endAs(turn, TurnTrigger.SUCCEED, edit -> {
            if (turn.stop() == StopReason.CANCEL) {
                edit.cancel(CancelState.REFUSED, "it was done before it could be stopped");
            }
            return edit.succeeded();
        });
    }

    /** As what a turn ends that was stopped, or of which nothing is left. */
    OperationEdit outcomeOf(Turn turn, OperationEdit edit) {
        if (turn.failure() != null) {
            return edit.failed(turn.failure());
        }
        if (turn.stop() == null && turn.request().leavesNothing()) {
            return edit.succeeded();
        }
        return turn.stop() == StopReason.CANCEL
                ? edit.cancelled()
                : edit.timedOut(Problems.timedOut("it was stopped at its deadline", null));
    }

    /** The operation has ended before; now its effect or participant has answered too. */
    void answered(Turn turn) {
        draft.become(draft.state().remove(draft.move(turn, TurnTrigger.ANSWER)));
    }

    /** The operation ends in time although its turn goes on, until whoever has it answers. */
    void abandon(Turn turn) {
        var abandoned = draft.move(turn, TurnTrigger.OVERDUE);
        var edit = draft.edit(abandoned);
        var with = turn.with();
        if (with != null && lacksOnlyExtras(turn, with)) {
            edit.warn(List.of(with.step() + ": no answer in time")).succeeded();
        } else {
            edit.timedOut(Problems.timedOut("its effect did not stop in time", null));
            if (removesWhatItMade(turn)) {
                leaveForCleanup(edit);
            }
        }
        var operation = edit.done();
        draft.replace(abandoned.with(operation));
        // A roll-back goes on. Taken back between two tries it would look like an effect that has made nothing.
        if (abandoned.hasWork() && turn.stage() != TurnStage.COMPENSATING) {
            draft.stopWork();
        }
        conclude(abandoned, operation);
    }

    private static boolean lacksOnlyExtras(Turn turn, Part with) {
        return turn.stop() != StopReason.CANCEL
                && !with.isNeeded()
                && turn.parts().stream().noneMatch(Part::isNeeded);
    }

    /** Everything that follows from the end of an operation, in the order in which it is told. */
    private void conclude(Turn turn, Operation operation) {
        if (operation.cleanup() == CleanupState.PENDING) {
            draft.become(draft.state().leaving(operation));
        }
        if (operation.state() != OperationState.SUCCEEDED) {
            tellFailure(turn, operation);
        }
        ended(operation);
    }

    void ended(Operation operation) {
        boolean kept = draft.state().isThere();
        ServerSpec inForce = kept ? draft.server().spec() : null;
        draft.tell(new OperationEnded(operation, inForce, kept));
    }

    void tellSuccess(TurnRequest request) {
        if (draft.state().server() != null) {
            request.success(draft.server()).ifPresent(draft::tell);
        }
    }

    private void tellFailure(Turn turn, Operation operation) {
        var state = draft.state();
        if (state.server() == null) {
            return;
        }
        if (turn.request().makes()) {
            tellUnmade(turn, operation);
        } else if (state.isThere()
                && turn.startedWork()
                && turn.request().phaseMeanwhile().isPresent()) {
            draft.become(draft.editServer().phaseOfPower().done());
            draft.tell(new ServerObserved(draft.server()));
        }
    }

    private void tellUnmade(Turn turn, Operation operation) {
        var state = draft.state();
        boolean othersMakeIt =
                !turn.startedWork() && state.has(other -> other.request().makes());
        if (othersMakeIt || draft.server().status().phase() != ServerPhase.CREATING && state.isThere()) {
            return;
        }
        boolean kept = state.isThere() && turn.request() instanceof TurnRequest.Create && state.reservation() != null;
        if (state.isThere()) {
            var edit = draft.editServer().phase(ServerPhase.FAILED);
            draft.become((kept ? edit : edit.gone()).done());
        }
        if (!kept && state.reservation() != null && state.cleanup() == null) {
            free();
        }
        draft.tell(new ServerProvisioningFailed(draft.server(), reasonOf(operation), kept));
    }

    private static String reasonOf(Operation operation) {
        var error = operation.error();
        return error == null ? "cancelled" : error.detail();
    }

    // ------------------------------------------------------------------ what is undone, left, and gone

    /**
     * Whether the end of this turn removes what it has made: a cancelled creation leaves nothing, a failed one what its spec
     * says, and what was only tried is removed in any case. What a deletion is removing is its business.
     */
    boolean removesWhatItMade(Turn turn) {
        if (draft.state().reservation() == null || isBeingDeleted()) {
            return false;
        }
        return turn.stage() == TurnStage.COMPENSATING
                || turn.request().leavesNothing()
                || turn.request() instanceof TurnRequest.Create create
                        && (turn.stop() == StopReason.CANCEL || onFailure(create.spec()) == OnFailure.ROLLBACK);
    }

    private OnFailure onFailure(ServerSpec spec) {
        return draft.state().isProvisioned() ? spec.onConfigureFailure() : spec.onFailure();
    }

    private boolean isBeingDeleted() {
        return draft.state().has(turn -> turn.request() instanceof TurnRequest.Delete && turn.startedWork());
    }

    void rollBack(Turn turn) {
        var compensating = draft.move(turn.givenBack(), TurnTrigger.ROLL_BACK);
        var edit = draft.edit(compensating)
                .step(turn.request().undoing(), StepState.RUNNING, 0, "removing what was made", List.of());
        draft.progress(compensating.with(edit.done()));
        draft.work(compensating, TurnWork.Phase.COMPENSATE);
    }

    /** What a creation made, and nobody can remove now, is the reconciler's. */
    void leaveForCleanup(OperationEdit edit) {
        edit.cleanup(CleanupState.PENDING);
        goneAfterFailure();
        draft.leaveForCleanup();
    }

    void goneAfterFailure() {
        if (draft.state().isThere()) {
            draft.become(draft.editServer().gone().phase(ServerPhase.FAILED).done());
        }
    }

    void free() {
        draft.free();
        cleaned();
    }

    /** Nothing is left of an operation that has ended. */
    void cleaned() {
        var uncleaned = draft.state().cleanup();
        if (uncleaned == null) {
            return;
        }
        draft.free();
        draft.become(draft.state().leaving(null));
        draft.tell(new OperationCleaned(OperationEdit.of(uncleaned, draft.now())
                .cleanup(CleanupState.DONE)
                .done()));
    }
}
