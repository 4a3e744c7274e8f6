package dev.moru.provisioning.server;

import dev.moru.contracts.operation.CancelState;
import dev.moru.contracts.operation.OperationFailure;
import dev.moru.contracts.operation.StepState;
import dev.moru.contracts.server.ServerObserved;
import dev.moru.contracts.turn.HandedTurn;
import dev.moru.contracts.turn.TurnAnswered;
import dev.moru.contracts.turn.TurnOutcome;
import dev.moru.contracts.turn.TurnProgressed;
import dev.moru.provisioning.operation.OperationEdit;
import dev.moru.provisioning.operation.Problems;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Turns in the hands of participants: each is given one part at a time, and the turn goes on when it has answered. */
final class Participation {

    private final Draft draft;
    private final TurnEnd end;

    Participation(Draft draft, TurnEnd end) {
        this.draft = draft;
        this.end = end;
    }

    /** What comes next for a turn that nobody is at work for. */
    void goOn(Turn turn) {
        if (turn.stop() == null && !turn.parts().isEmpty()) {
            handOver(turn);
        } else if (turn.stop() != null && turn.parts().stream().anyMatch(Part::isNeeded)) {
            stopped(turn);
        } else {
            end.succeed(turn);
        }
    }

    void handOver(Turn turn) {
        var handed = draft.move(turn, TurnTrigger.HAND_OVER).handedOver();
        var part = partOf(handed);
        var edit = draft.edit(handed).waiting(null).step(part.step(), StepState.RUNNING, 0, null, List.of());
        var shown = handed.with(edit.done());
        draft.progress(shown);
        draft.order(new PartOrder.HandOver(shown, part));
    }

    void recall(Turn turn, StopReason reason) {
        var recalled = draft.move(turn, TurnTrigger.RECALL).stoppedFor(reason);
        var edit = draft.edit(recalled);
        if (reason == StopReason.CANCEL) {
            edit.cancel(CancelState.REQUESTED, null);
        }
        draft.progress(recalled.with(edit.done()));
        draft.order(new PartOrder.Recall(recalled, partOf(recalled), reason));
    }

    /** Whoever has answered answers once more; whoever was asked to stop, or shall, need not hear what it was to do. */
    void tellAgain() {
        for (var turn : draft.state().turns()) {
            var part = turn.with();
            if (part != null) {
                var stop = turn.stop();
                draft.order(stop == null ? new PartOrder.HandOver(turn, part) : new PartOrder.Recall(turn, part, stop));
            }
        }
    }

    private static Part partOf(Turn turn) {
        return Objects.requireNonNull(turn.with(), "a turn that nobody was handed");
    }

    // ------------------------------------------------------------------ what participants say

    void on(TurnProgressed progress) {
        handed(progress.turn())
                .filter(turn -> turn.stage() != TurnStage.ABANDONED)
                .ifPresent(turn -> draft.progress(turn.with(draft.edit(turn)
                        .waiting(null)
                        .step(
                                progress.turn().step(),
                                StepState.RUNNING,
                                progress.fraction(),
                                progress.message(),
                                progress.refs())
                        .waiting(progress.waitingFor())
                        .done())));
    }

    void on(TurnAnswered answer) {
        handed(answer.turn()).ifPresentOrElse(turn -> onAnswered(turn, answer), draft::strayAnswer);
    }

    /** Who answers what was not handed over, or was answered, is not heard. */
    private Optional<Turn> handed(HandedTurn named) {
        return draft.state()
                .turn(named.number())
                .filter(turn -> turn.operationId().equals(named.operation()))
                .filter(turn -> turn.with() != null && turn.with().step().equals(named.step()));
    }

    private void onAnswered(Turn turn, TurnAnswered answer) {
        var part = partOf(turn);
        noteCondition(turn, part, answer);
        var back = turn.givenBack().logged(Math.max(turn.logged(), answer.nextLine()));
        if (turn.stage() == TurnStage.ABANDONED) {
            end.answered(back);
            return;
        }
        var told = back.with(shown(draft.edit(back), part, answer).done());
        boolean asked = turn.stop() == StopReason.CANCEL && answer.outcome() == TurnOutcome.STOPPED;
        if (!isDone(part, answer) && (part.isNeeded() || asked)) {
            failed(told, part, answer);
        } else if (answer.archive() != null) {
            perform(told.located(answer.archive()));
        } else {
            goOn(told);
        }
    }

    /** A backup that lies nowhere was not found. */
    private static boolean isDone(Part part, TurnAnswered answer) {
        return isDone(answer.outcome()) && (part != Part.LOCATE || answer.archive() != null);
    }

    /** What the effect works with is known now. */
    private void perform(Turn turn) {
        if (turn.stop() == null) {
            new EffectStart(draft).begin(turn, draft.edit(turn));
        } else {
            stopped(turn);
        }
    }

    private static boolean isDone(TurnOutcome outcome) {
        return outcome == TurnOutcome.SUCCEEDED || outcome == TurnOutcome.SIMULATED || outcome == TurnOutcome.SKIPPED;
    }

    private static OperationEdit shown(OperationEdit edit, Part part, TurnAnswered answer) {
        var outcome = answer.outcome();
        edit.step(part.step(), stateOf(outcome), 1, answer.message(), List.of())
                .warn(answer.warnings())
                .result(answer.result());
        if (!isDone(outcome) && !part.isNeeded()) {
            edit.warn(List.of(part.step() + ": " + answer.message()));
        }
        return edit;
    }

    private static StepState stateOf(TurnOutcome outcome) {
        return switch (outcome) {
            case SUCCEEDED -> StepState.SUCCEEDED;
            case SIMULATED -> StepState.SIMULATED;
            case SKIPPED -> StepState.SKIPPED;
            case STOPPED -> StepState.CANCELLED;
            case FAILED, EXPIRED -> StepState.FAILED;
        };
    }

    private void failed(Turn turn, Part part, TurnAnswered answer) {
        if (answer.outcome() == TurnOutcome.STOPPED && turn.stop() != null) {
            stopped(turn);
            return;
        }
        boolean expired = answer.outcome() == TurnOutcome.EXPIRED;
        var failure = expired ? Problems.timedOut(answer.message(), part.step()) : failureOf(part, answer);
        if (end.removesWhatItMade(turn)) {
            var late = turn.stop() == null && expired ? turn.stoppedFor(StopReason.DEADLINE) : turn;
            end.rollBack(late.failing(expired ? null : failure, null));
        } else {
            end.endAs(turn, TurnTrigger.FAIL, edit -> expired ? edit.timedOut(failure) : edit.failed(failure));
        }
    }

    private static OperationFailure failureOf(Part part, TurnAnswered answer) {
        return answer.failure() == null ? Problems.unexpected(answer.message(), part.step()) : answer.failure();
    }

    /** Nothing goes on any more of a turn that was asked to stop. */
    private void stopped(Turn turn) {
        if (end.removesWhatItMade(turn)) {
            end.rollBack(turn.failing(null, null));
        } else {
            end.endAs(turn, TurnTrigger.STOPPED, edit -> end.outcomeOf(turn, edit));
        }
    }

    private void noteCondition(Turn turn, Part part, TurnAnswered answer) {
        boolean holds = answer.outcome() == TurnOutcome.SUCCEEDED || answer.outcome() == TurnOutcome.SIMULATED;
        boolean broken = answer.outcome() == TurnOutcome.FAILED || answer.outcome() == TurnOutcome.EXPIRED;
        boolean over = answer.outcome() == TurnOutcome.SKIPPED && part == Part.PROTECT && hasCondition(part);
        boolean tries = turn.request() instanceof TurnRequest.Configure configure && configure.check();
        if (part.condition() == null || tries || !draft.state().isThere() || !holds && !broken && !over) {
            return;
        }
        draft.become(draft.editServer()
                .condition(part.condition(), holds, answer.reason(), answer.message())
                .done());
        draft.tell(new ServerObserved(draft.server()));
    }

    /** A server that is under no policy any more was under one. */
    private boolean hasCondition(Part part) {
        return draft.server().status().conditions().stream()
                .anyMatch(condition -> condition.type().equals(part.condition()));
    }
}
