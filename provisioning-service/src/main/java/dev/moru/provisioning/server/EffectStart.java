package dev.moru.provisioning.server;

import dev.moru.contracts.operation.StepState;
import dev.moru.provisioning.operation.OperationEdit;
import java.util.List;

/** The begin of a turn's effect on the hypervisor: what it needs of its own is drawn first, unless it has that. */
final class EffectStart {

    private static final String RESERVE = "reserve";

    private final Draft draft;

    EffectStart(Draft draft) {
        this.draft = draft;
    }

    /** @param edit of the turn's operation, not yet stored */
    void begin(Turn turn, OperationEdit edit) {
        boolean reserves = draft.state().reservation() == null && turn.request().makes();
        if (turn.request().draws()) {
            if (reserves) {
                edit.step(RESERVE, StepState.RUNNING, 0, null, List.of());
            } else {
                kept(edit, turn, RESERVE);
            }
        }
        var begun = draft.move(turn.with(edit.done()), reserves ? TurnTrigger.RESERVE : TurnTrigger.PERFORM);
        draft.work(begun, reserves ? TurnWork.Phase.RESERVE : TurnWork.Phase.PERFORM);
        turn.request()
                .phaseMeanwhile()
                .filter(phase -> phase != draft.server().status().phase())
                .ifPresent(draft::observe);
    }

    static void kept(OperationEdit edit, Turn turn, String step) {
        edit.step(step, StepState.SKIPPED, 1, "kept from " + turn.operation().retryOf(), List.of());
    }
}
