package dev.moru.provisioning.server;

import dev.moru.contracts.operation.CancelState;
import dev.moru.contracts.operation.OperationFailure;
import dev.moru.contracts.server.ServerPhase;
import dev.moru.contracts.site.ConfigurationRef;
import dev.moru.contracts.turn.Participant;
import dev.moru.contracts.turn.TurnSkipped;
import dev.moru.provisioning.operation.OperationEdit;
import dev.moru.provisioning.operation.Problems;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns take their place in the order of acceptance, are granted one at a time, and can be asked to stop. */
final class TurnQueue {

    private final Draft draft;
    private final TurnEnd end;
    private final Participation participation;

    TurnQueue(Draft draft, TurnEnd end, Participation participation) {
        this.draft = draft;
        this.end = end;
        this.participation = participation;
    }

    // ------------------------------------------------------------------ acceptance

    void onRequested(ServerMessage.TurnRequested asked) {
        if (isKnown(asked.operation().id())) {
            return;
        }
        var parts = draft.around().partsOf(asked.request());
        var named = named(asked, parts);
        var turn = Turn.waiting(draft.state().lastTurn() + 1, named, parts, draft.now());
        draft.become(draft.state().append(turn));
        if (!turn.operation().deadlineAt().isAfter(draft.now())) {
            drop(turn, StopReason.DEADLINE);
            return;
        }
        if (asked.request() instanceof TurnRequest.Delete) {
            draft.state().turns().stream()
                    .filter(other -> !(other.request() instanceof TurnRequest.Delete))
                    .forEach(this::cancel);
        }
        announce(named);
    }

    private boolean isKnown(UUID operation) {
        return draft.state().turnOf(operation).isPresent()
                || draft.state().lost().contains(operation);
    }

    private ServerMessage.TurnRequested named(ServerMessage.TurnRequested asked, List<Part> parts) {
        var server = draft.state().server();
        var edited = OperationEdit.of(asked.operation(), draft.now())
                .named(server == null ? nameIn(asked.request()) : server.name())
                .due(deadlineOf(asked))
                .planned(parts.stream()
                        .map(Part::step)
                        .filter(step -> !asked.request().steps().contains(step))
                        .toList())
                .simulated(server != null && server.simulated());
        return new ServerMessage.TurnRequested(asked.request(), asked.requires(), edited.done(), asked.released());
    }

    /** What a child of a bulk operation may take counts from its release; until then the parent's deadline bounds it. */
    private Instant deadlineOf(ServerMessage.TurnRequested asked) {
        var operation = asked.operation();
        if (operation.parent() == null) {
            return operation.deadlineAt();
        }
        return asked.released()
                ? draft.now().plus(asked.request().allowance())
                : operation.createdAt().plus(ServerProcess.BULK_ALLOWANCE);
    }

    private static @Nullable String nameIn(TurnRequest request) {
        if (request instanceof TurnRequest.Create create) {
            return create.spec().name();
        }
        if (request instanceof TurnRequest.Verify verify) {
            return verify.spec().name();
        }
        return request instanceof TurnRequest.Adopt adopt ? adopt.name() : null;
    }

    /** A server is seen by everybody from the moment that its creation was heard of. */
    private void announce(ServerMessage.TurnRequested asked) {
        var state = draft.state();
        if (state.server() != null) {
            return;
        }
        var operation = asked.operation();
        var project = Objects.requireNonNullElse(operation.project(), "default");
        if (asked.request() instanceof TurnRequest.Create create) {
            draft.become(ServerEdit.unmade(state.id(), "created", project, create.spec(), draft.now()));
            draft.observe(ServerPhase.CREATING);
        } else if (asked.request() instanceof TurnRequest.Verify verify) {
            draft.become(ServerEdit.unmade(state.id(), ServerEdit.SCRATCH, project, verify.scratch(), draft.now()));
        } else if (asked.request() instanceof TurnRequest.Adopt adopt) {
            var site = Objects.requireNonNullElse(operation.site(), "unknown");
            var spec = ServerEdit.specOfUninspected(adopt.name(), site);
            draft.become(ServerEdit.unmade(state.id(), "adopted", project, spec, draft.now()));
            draft.observe(ServerPhase.CREATING);
        }
    }

    /** A turn from inside is granted like others, or not at all. */
    void onWanted(ServerMessage.TurnWanted wanted) {
        if (isKnown(wanted.operation().id())) {
            return;
        }
        whySkipped(wanted.request())
                .ifPresentOrElse(
                        reason -> draft.tell(new TurnSkipped(wanted.operation().id(), wanted.action(), reason)),
                        () -> onRequested(new ServerMessage.TurnRequested(
                                wanted.request(), List.of(), wanted.operation(), true)));
    }

    private Optional<String> whySkipped(TurnRequest request) {
        var state = draft.state();
        if (!state.isThere()) {
            return Optional.of("the server is gone");
        }
        if (state.has(turn -> turn.request() instanceof TurnRequest.Delete)) {
            return Optional.of("the server is being deleted");
        }
        boolean waits = state.has(turn -> turn.stage().isBeforeWork() && isSame(turn.request(), request));
        return waits ? Optional.of("the same waits already") : Optional.empty();
    }

    private static boolean isSame(TurnRequest one, TurnRequest other) {
        if (one instanceof TurnRequest.BackUp first && other instanceof TurnRequest.BackUp second) {
            return Objects.equals(first.policy(), second.policy());
        }
        return one.equals(other);
    }

    void onLost(ServerMessage.CommandLost lost) {
        var id = lost.operation().id();
        if (!isKnown(id)) {
            draft.become(draft.state().losing(id));
            end.ended(OperationEdit.of(lost.operation(), draft.now())
                    .failed(Problems.deadLetter(lost.reason()))
                    .done());
        }
    }

    // ------------------------------------------------------------------ granting

    void grantNext() {
        for (var next = next(); next.isPresent(); next = next()) {
            var turn = next.get();
            if (!settle(turn) && (holds(turn) || lacks(turn) || begin(turn))) {
                return;
            }
        }
    }

    /** The turn whose turn it is, if nobody is in its way. */
    private Optional<Turn> next() {
        var turns = draft.state().turns();
        return turns.stream()
                .filter(turn -> turn.stage().isBeforeWork())
                .findFirst()
                .filter(next -> turns.stream()
                        .takeWhile(other -> other.number() != next.number())
                        .allMatch(other -> letsPass(other, next)));
    }

    /** A deletion waits for whoever takes backups; what the others do ends with the server. */
    private static boolean letsPass(Turn ahead, Turn next) {
        var with = ahead.with();
        return next.request() instanceof TurnRequest.Delete && with != null && with.participant() != Participant.BACKUP;
    }

    /** Ends a turn that cannot or need not be begun. */
    private boolean settle(Turn turn) {
        var state = draft.state();
        if (turn.request() instanceof TurnRequest.Delete) {
            return state.reservation() == null && deleteNothing(turn);
        }
        if (state.server() == null) {
            return refuse(turn, Problems.serverNotFound());
        }
        if (!state.isThere() || state.cleanup() != null) {
            return refuse(turn, Problems.serverGone());
        }
        if (turn.request().makes() && !isMakeable() && !lacksOnlyParts(turn)) {
            return refuse(turn, Problems.serverExists());
        }
        if (lacksParticipant(turn)) {
            return refuse(turn, Problems.participantAbsent(turn.request().kind()));
        }
        return false;
    }

    private static boolean lacksParticipant(Turn turn) {
        var request = turn.request();
        return request.restoration().isPresent()
                ? !turn.parts().contains(Part.LOCATE)
                : request.steps().isEmpty() && turn.parts().isEmpty();
    }

    private boolean refuse(Turn turn, OperationFailure why) {
        end.endAs(turn, TurnTrigger.SETTLE, edit -> edit.failed(why));
        return true;
    }

    private boolean deleteNothing(Turn turn) {
        if (draft.state().server() != null) {
            draft.become(draft.editServer().gone().phase(ServerPhase.DELETED).done());
            end.tellSuccess(turn.request());
        }
        end.endAs(turn, TurnTrigger.SETTLE, OperationEdit::succeeded);
        return true;
    }

    private boolean isMakeable() {
        var phase = draft.server().status().phase();
        return phase == ServerPhase.CREATING || phase == ServerPhase.FAILED;
    }

    /** A creation that is repeated for what participants did not do: the server is there and stays as it is. */
    private boolean lacksOnlyParts(Turn turn) {
        return turn.request() instanceof TurnRequest.Create create
                && create.from() == null
                && turn.operation().retryOf() != null
                && !turn.parts().isEmpty()
                && draft.state().isProvisioned();
    }

    private boolean holds(Turn turn) {
        if (turn.released()) {
            return false;
        }
        if (turn.stage() == TurnStage.WAITING) {
            draft.move(turn, TurnTrigger.HOLD);
        }
        return true;
    }

    private boolean lacks(Turn turn) {
        var missing = draft.around().missing().apply(turn.requires());
        if (missing.isEmpty()) {
            return false;
        }
        var current = turn.stage() == TurnStage.UNCONFIGURED ? turn : draft.move(turn, TurnTrigger.LACK);
        draft.waitsFor(current, describe(missing));
        return true;
    }

    private static String describe(List<ConfigurationRef> missing) {
        return missing.stream()
                .map(ref -> "%s %s, revision %d"
                        .formatted(ref.kind().name().toLowerCase().replace('_', ' '), ref.name(), ref.revision()))
                .collect(Collectors.joining("; "));
    }

    private boolean begin(Turn turn) {
        var edit = draft.edit(turn).started().waiting(null);
        if (turn.request().steps().isEmpty() || turn.request().restoration().isPresent()) {
            participation.handOver(turn.with(edit.done()));
        } else if (lacksOnlyParts(turn) && !isMakeable()) {
            turn.request().steps().forEach(step -> EffectStart.kept(edit, turn, step));
            participation.handOver(turn.with(edit.done()));
        } else {
            new EffectStart(draft).begin(turn, edit);
        }
        return true;
    }

    // ------------------------------------------------------------------ cancel, release, time

    void cancel(Turn turn) {
        switch (turn.stage()) {
            case WAITING, HELD, UNCONFIGURED -> drop(turn, StopReason.CANCEL);
            case RESERVING, PERFORMING, HANDED_OVER -> stop(turn, StopReason.CANCEL);
            case STOPPING, RECALLED -> refuseCancel(turn, "its deadline has passed, and it is being stopped");
            case COMPENSATING -> refuseCancel(turn, "it is over, and what it made is being removed");
            case ABANDONED, ENDED -> {}
        }
    }

    private void refuseCancel(Turn turn, String reason) {
        if (turn.stop() != StopReason.CANCEL && turn.operation().cancel() == null) {
            draft.progress(turn.with(
                    draft.edit(turn).cancel(CancelState.REFUSED, reason).done()));
        }
    }

    private void stop(Turn turn, StopReason reason) {
        if (turn.stage() == TurnStage.HANDED_OVER) {
            participation.recall(turn, reason);
            return;
        }
        var stopping = draft.move(turn, TurnTrigger.STOP).stoppedFor(reason);
        var edit = draft.edit(stopping);
        if (reason == StopReason.CANCEL) {
            edit.cancel(CancelState.REQUESTED, null);
        }
        draft.progress(stopping.with(edit.done()));
        draft.stopWork();
    }

    private void drop(Turn turn, StopReason reason) {
        if (reason == StopReason.CANCEL) {
            end.endAs(
                    turn,
                    TurnTrigger.DROP,
                    edit -> edit.cancel(CancelState.REQUESTED, null).cancelled());
        } else {
            var failure = Problems.timedOut("it was still waiting", null);
            end.endAs(turn, TurnTrigger.DROP, edit -> edit.timedOut(failure));
        }
    }

    void release(Turn turn) {
        if (!turn.released()) {
            var edit = draft.edit(turn).due(draft.now().plus(turn.request().allowance()));
            draft.replace(turn.with(edit.done()).letGo());
        }
    }

    void onTime(Turn asItWas) {
        var turn = noticed(asItWas);
        var deadline = turn.operation().deadlineAt();
        if (deadline.isAfter(draft.now())) {
            return;
        }
        if (turn.stage().isBeforeWork()) {
            drop(turn, StopReason.DEADLINE);
        } else if (turn.stage().isStoppable()) {
            stop(turn, StopReason.DEADLINE);
        } else if (turn.stage() != TurnStage.ABANDONED
                && !deadline.plus(Turn.GRACE).isAfter(draft.now())) {
            end.abandon(turn);
        }
    }

    private Turn noticed(Turn turn) {
        if (turn.noticeAt() == null || turn.noticeAt().isAfter(draft.now())) {
            return turn;
        }
        var told = turn.noticeAt(null);
        draft.replace(told);
        if (turn.stage() == TurnStage.WAITING) {
            draft.waitsFor(told, "its turn, behind " + aheadOf(turn));
        } else if (turn.stage() == TurnStage.HELD) {
            draft.waitsFor(
                    told, "its release by bulk operation " + turn.operation().parent());
        }
        return draft.state().turn(turn.number()).orElse(told);
    }

    private String aheadOf(Turn turn) {
        var turns = draft.state().turns();
        var first = turns.get(0).operation();
        long others =
                turns.stream().filter(each -> each.number() < turn.number()).count() - 1;
        return first.kind() + " " + first.id() + (others > 0 ? " and " + others + " more" : "");
    }
}
