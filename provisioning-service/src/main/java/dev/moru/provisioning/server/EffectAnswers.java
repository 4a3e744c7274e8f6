package dev.moru.provisioning.server;

import dev.moru.contracts.operation.StepRef;
import dev.moru.contracts.operation.StepState;
import dev.moru.contracts.server.ServerPhase;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the effects of turns on the hypervisor tell and come to. */
final class EffectAnswers {

    private final Draft draft;
    private final TurnEnd end;
    private final Participation participation;

    EffectAnswers(Draft draft, TurnEnd end, Participation participation) {
        this.draft = draft;
        this.end = end;
        this.participation = participation;
    }

    void on(ServerMessage message) {
        if (message instanceof ServerMessage.Reserved reserved) {
            turn(reserved.turn()).ifPresent(turn -> onReserved(turn, reserved));
        } else if (message instanceof ServerMessage.StepsMoved moved) {
            working(moved.turn()).ifPresent(turn -> onMoved(turn, moved.news()));
        } else if (message instanceof ServerMessage.EffectWaits waits) {
            working(waits.turn()).ifPresent(turn -> draft.waitsFor(turn, waits.waitingFor()));
        } else if (message instanceof ServerMessage.EffectObstructed obstructed) {
            working(obstructed.turn()).ifPresent(turn -> onObstructed(turn, obstructed));
        } else if (message instanceof ServerMessage.EffectSucceeded succeeded) {
            turn(succeeded.turn()).ifPresent(turn -> onSucceeded(turn, succeeded));
        } else if (message instanceof ServerMessage.EffectFailed failed) {
            turn(failed.turn()).ifPresent(turn -> onFailed(turn, failed));
        } else if (message instanceof ServerMessage.EffectStoppedEarly stopped) {
            turn(stopped.turn()).ifPresent(turn -> onStopped(turn, stopped));
        } else if (message instanceof ServerMessage.EffectNotBegun notBegun) {
            turn(notBegun.turn()).ifPresent(turn -> onNotBegun(turn, notBegun));
        } else if (message instanceof ServerMessage.EffectUnanswered unanswered) {
            turn(unanswered.turn()).ifPresent(turn -> onUnanswered(turn, unanswered));
        } else if (message instanceof ServerMessage.RolledBack rolledBack) {
            turn(rolledBack.turn()).ifPresent(this::onRolledBack);
        } else if (message instanceof ServerMessage.RollBackFailed failed) {
            turn(failed.turn()).ifPresent(turn -> onRollBackFailed(turn, failed));
        }
    }

    /** A turn whose effect may answer. */
    private Optional<Turn> turn(long number) {
        return draft.state().turn(number).filter(Turn::hasWork);
    }

    private Optional<Turn> working(long number) {
        return turn(number).filter(turn -> turn.stage() != TurnStage.ABANDONED);
    }

    // ------------------------------------------------------------------ on the way

    private void onReserved(Turn turn, ServerMessage.Reserved reserved) {
        if (!draft.allows(turn, TurnTrigger.PERFORM)) {
            return;
        }
        var reservation = reserved.reservation();
        var performing = draft.move(turn, TurnTrigger.PERFORM);
        var edit = draft.edit(performing).simulated(reserved.simulated());
        if (turn.request().draws()) {
            edit.step("reserve", StepState.SUCCEEDED, 1, reservation.reason(), refs(reservation));
        }
        draft.replace(performing.with(edit.done()).reached(reserved.madeBefore() ? Checkpoint.BEGUN : null));
        draft.become(draft.state()
                .holding(reservation)
                .with(draft.editServer()
                        .driver(reserved.driver(), reserved.simulated())
                        .reserved(reservation)
                        .done()));
        draft.work(turn, TurnWork.Phase.PERFORM);
    }

    private static List<StepRef> refs(Reservation reservation) {
        return List.of(new StepRef("vm", reservation.node(), Integer.toString(reservation.vmId())));
    }

    private void onMoved(Turn turn, EffectNews news) {
        var told = draft.told(turn, news);
        if (news.steps().isEmpty()) {
            draft.replace(told);
        } else {
            draft.progress(told.with(draft.edit(told).waiting(null).done()));
        }
    }

    private void onObstructed(Turn turn, ServerMessage.EffectObstructed obstructed) {
        var told = draft.told(turn, obstructed.news());
        draft.progress(told.with(draft.edit(told)
                .triedAgain(obstructed.message(), obstructed.waitingFor())
                .done()));
    }

    // ------------------------------------------------------------------ success

    private void onSucceeded(Turn turn, ServerMessage.EffectSucceeded succeeded) {
        if (turn.stage() == TurnStage.ABANDONED) {
            succeededTooLate(turn, succeeded.result());
            return;
        }
        if (!draft.allows(turn, TurnTrigger.SUCCEED)) {
            return;
        }
        applyResult(turn, succeeded.result());
        var told = draft.told(turn, succeeded.news());
        var guest = succeeded.result().state();
        var edit = draft.edit(told)
                .warn(guest == null ? List.of() : guest.warnings())
                .result(resultOf(succeeded.result()));
        end.tellSuccess(turn.request());
        if (turn.request().leavesNothing()) {
            end.rollBack(told.with(edit.done()));
        } else {
            participation.goOn(told.with(edit.done()));
        }
    }

    /** The operation has ended, but the world has changed all the same. */
    private void succeededTooLate(Turn turn, EffectResult result) {
        if (draft.state().isThere()) {
            applyResult(turn, result);
            end.tellSuccess(turn.request());
        }
        end.answered(turn);
    }

    private Map<String, Object> resultOf(EffectResult result) {
        var vmId = draft.server().status().vmId();
        return result.state() == null || vmId == null
                ? Map.of()
                : Map.of("node", result.state().node(), "vmId", vmId);
    }

    private void applyResult(Turn turn, EffectResult result) {
        var edit = draft.editServer();
        if (result.state() == null) {
            draft.become(edit.gone().phase(ServerPhase.DELETED).done());
            end.free();
            return;
        }
        edit.seen(result.state()).phaseOfPower();
        if (turn.request() instanceof TurnRequest.Update update) {
            edit.spec(SpecChanges.apply(update.change(), draft.server().spec()));
        } else if (turn.request() instanceof TurnRequest.Restore restore) {
            edit.spec(restore.spec());
        } else if (result.adopted() != null) {
            edit.inspected(result.adopted()).condition("Provisioned", true, "Adopted", "taken over as it was");
        } else if (turn.request() instanceof TurnRequest.Create) {
            edit.condition("Provisioned", true, "Created", "made by " + turn.operationId());
        }
        draft.become(edit.done());
    }

    // ------------------------------------------------------------------ failure and stop

    private void onFailed(Turn turn, ServerMessage.EffectFailed failed) {
        if (turn.stage() == TurnStage.ABANDONED) {
            end.answered(turn);
            return;
        }
        boolean removes = end.removesWhatItMade(turn);
        var trigger = removes ? TurnTrigger.ROLL_BACK : TurnTrigger.FAIL;
        if (!draft.allows(turn, trigger)) {
            return;
        }
        var told = draft.told(turn, failed.news());
        if (removes) {
            undo(
                    told.failing(failed.failure(), failed.checkpoint()),
                    StepState.FAILED,
                    failed.failure().detail());
        } else {
            end.endAs(told, trigger, edit -> edit.failed(failed.failure()));
        }
    }

    private void onStopped(Turn turn, ServerMessage.EffectStoppedEarly stopped) {
        if (turn.stage() == TurnStage.ABANDONED) {
            end.answered(turn);
            return;
        }
        if (!draft.allows(turn, TurnTrigger.STOPPED)) {
            return;
        }
        var told = draft.told(turn, stopped.news());
        if (end.removesWhatItMade(turn)) {
            undo(told.failing(null, stopped.checkpoint()), StepState.CANCELLED, "stopped");
        } else {
            end.endAs(told, TurnTrigger.STOPPED, edit -> end.outcomeOf(told, edit));
        }
    }

    private void undo(Turn turn, StepState how, String message) {
        end.rollBack(turn.with(draft.edit(turn).stepFailed(how, message).done()));
    }

    private void onNotBegun(Turn turn, ServerMessage.EffectNotBegun notBegun) {
        if (!isAllItsOwn(turn)) {
            onStopped(turn, new ServerMessage.EffectStoppedEarly(turn.number(), turn.checkpoint(), notBegun.news()));
        } else if (turn.stage() == TurnStage.ABANDONED) {
            end.answered(turn);
            end.cleaned();
        } else if (draft.allows(turn, TurnTrigger.STOPPED)) {
            end.goneAfterFailure();
            end.free();
            var told = draft.told(turn, notBegun.news());
            end.endAs(told, TurnTrigger.STOPPED, edit -> end.outcomeOf(told, edit));
        }
    }

    /**
     * Whether what is reserved was drawn by this turn and no guest stood there before, so that there is nothing but what its
     * effect has made.
     */
    private boolean isAllItsOwn(Turn turn) {
        var reservation = draft.state().reservation();
        return reservation != null && reservation.operation().equals(turn.operationId()) && turn.checkpoint() == null;
    }

    private void onUnanswered(Turn turn, ServerMessage.EffectUnanswered unanswered) {
        if (turn.stage() == TurnStage.ABANDONED) {
            end.answered(turn);
        } else if (draft.allows(turn, TurnTrigger.STOPPED)) {
            end.endAs(turn, TurnTrigger.STOPPED, edit -> {
                edit.warn(List.of(unanswered.detail()));
                if (end.removesWhatItMade(turn)) {
                    end.leaveForCleanup(edit);
                }
                return end.outcomeOf(turn, edit);
            });
        }
    }

    // ------------------------------------------------------------------ removal

    private void onRolledBack(Turn turn) {
        if (turn.stage() == TurnStage.ABANDONED) {
            end.answered(turn);
            end.cleaned();
        } else if (draft.allows(turn, TurnTrigger.ROLLED_BACK)) {
            end.goneAfterFailure();
            end.free();
            end.endAs(turn, TurnTrigger.ROLLED_BACK, edit -> {
                edit.step(turn.request().undoing(), StepState.SUCCEEDED, 1, "nothing is left", List.of());
                return end.outcomeOf(turn, edit);
            });
        }
    }

    private void onRollBackFailed(Turn turn, ServerMessage.RollBackFailed failed) {
        if (turn.stage() == TurnStage.ABANDONED) {
            end.answered(turn);
        } else if (draft.allows(turn, TurnTrigger.ROLLED_BACK)) {
            end.endAs(turn, TurnTrigger.ROLLED_BACK, edit -> {
                edit.step(turn.request().undoing(), StepState.FAILED, 1, failed.detail(), List.of())
                        .warn(List.of(failed.detail()));
                end.leaveForCleanup(edit);
                return end.outcomeOf(turn, edit);
            });
        }
    }
}
