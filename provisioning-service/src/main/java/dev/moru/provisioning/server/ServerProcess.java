package dev.moru.provisioning.server;

import dev.moru.contracts.Event;
import dev.moru.contracts.operation.CancelState;
import dev.moru.contracts.operation.CleanupState;
import dev.moru.contracts.operation.LogAppended;
import dev.moru.contracts.operation.LogLine;
import dev.moru.contracts.operation.Operation;
import dev.moru.contracts.operation.OperationCleaned;
import dev.moru.contracts.operation.OperationEnded;
import dev.moru.contracts.operation.OperationProgressed;
import dev.moru.contracts.operation.OperationState;
import dev.moru.contracts.operation.StepRef;
import dev.moru.contracts.operation.StepState;
import dev.moru.contracts.server.OnFailure;
import dev.moru.contracts.server.ServerAdopted;
import dev.moru.contracts.server.ServerDeleted;
import dev.moru.contracts.server.ServerDrifted;
import dev.moru.contracts.server.ServerLost;
import dev.moru.contracts.server.ServerMoved;
import dev.moru.contracts.server.ServerObserved;
import dev.moru.contracts.server.ServerPhase;
import dev.moru.contracts.server.ServerProvisioned;
import dev.moru.contracts.server.ServerProvisioningFailed;
import dev.moru.contracts.server.ServerRebooted;
import dev.moru.contracts.server.ServerSnapshot;
import dev.moru.contracts.server.ServerSpec;
import dev.moru.contracts.server.ServerStarted;
import dev.moru.contracts.server.ServerStopped;
import dev.moru.contracts.server.ServerUpdated;
import dev.moru.contracts.site.ConfigurationRef;
import dev.moru.provisioning.operation.OperationEdit;
import dev.moru.provisioning.operation.Problems;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The life of a server: turns are granted one at a time in the order of acceptance, each ends once, and what a message
 * means depends on nothing but the state. Saving, sending and doing happen elsewhere.
 */
public final class ServerProcess {

    /** How long a bulk operation may take. */
    public static final Duration BULK_ALLOWANCE = Duration.ofDays(1);

    private final Surroundings around;
    private final Instant now;
    private ServerState state;
    private final List<Event> events = new ArrayList<>();
    private final List<TurnWork> work = new ArrayList<>();
    private final List<TurnMove> moves = new ArrayList<>();
    private boolean stopWork;
    private boolean freed;
    private boolean cleanupLeft;

    private ServerProcess(ServerState state, Surroundings around) {
        this.state = state;
        this.around = around;
        this.now = around.now();
    }

    /** What a message means to a server. A late or repeated message means nothing. */
    public static Decision decide(ServerState state, ServerMessage message, Surroundings around) {
        var process = new ServerProcess(state, around);
        process.on(message);
        process.grantNext();
        return new Decision(
                process.state,
                process.events,
                process.work,
                process.moves,
                process.stopWork,
                process.freed,
                process.cleanupLeft);
    }

    private void on(ServerMessage message) {
        if (message instanceof ServerMessage.TurnRequested asked) {
            onRequested(asked);
        } else if (message instanceof ServerMessage.CommandLost lost) {
            onLost(lost);
        } else if (message instanceof ServerMessage.CancelRequested cancel) {
            state.turnOf(cancel.operation()).ifPresent(this::onCancel);
        } else if (message instanceof ServerMessage.ChildReleased released) {
            state.turnOf(released.operation()).ifPresent(this::onReleased);
        } else if (message instanceof ServerMessage.TimePassed) {
            state.turns().forEach(this::onTime);
        } else if (message instanceof ServerMessage.CleanedUp) {
            cleaned();
        } else if (message instanceof ServerMessage.GuestSeen seen) {
            onSeen(seen);
        } else if (message instanceof ServerMessage.GuestMissing missing) {
            onMissing(missing);
        } else {
            onEffect(message);
        }
    }

    private void onEffect(ServerMessage message) {
        if (message instanceof ServerMessage.Reserved reserved) {
            state.turn(reserved.turn()).ifPresent(turn -> onReserved(turn, reserved));
        } else if (message instanceof ServerMessage.StepsMoved moved) {
            working(moved.turn()).ifPresent(turn -> progressed(turn, moved.news()));
        } else if (message instanceof ServerMessage.EffectWaits waits) {
            working(waits.turn()).ifPresent(turn -> waitsFor(turn, waits.waitingFor()));
        } else if (message instanceof ServerMessage.EffectObstructed obstructed) {
            working(obstructed.turn()).ifPresent(turn -> onObstructed(turn, obstructed));
        } else if (message instanceof ServerMessage.EffectSucceeded succeeded) {
            state.turn(succeeded.turn()).ifPresent(turn -> onSucceeded(turn, succeeded));
        } else if (message instanceof ServerMessage.EffectFailed failed) {
            state.turn(failed.turn()).ifPresent(turn -> onFailed(turn, failed));
        } else if (message instanceof ServerMessage.EffectStoppedEarly stopped) {
            state.turn(stopped.turn()).ifPresent(turn -> onStopped(turn, stopped));
        } else if (message instanceof ServerMessage.EffectNotBegun notBegun) {
            state.turn(notBegun.turn()).ifPresent(turn -> onNotBegun(turn, notBegun));
        } else if (message instanceof ServerMessage.EffectUnanswered unanswered) {
            state.turn(unanswered.turn()).ifPresent(turn -> onUnanswered(turn, unanswered));
        } else if (message instanceof ServerMessage.RolledBack rolledBack) {
            state.turn(rolledBack.turn()).ifPresent(this::onRolledBack);
        } else if (message instanceof ServerMessage.RollBackFailed failed) {
            state.turn(failed.turn()).ifPresent(turn -> onRollBackFailed(turn, failed));
        }
    }

    // ------------------------------------------------------------------ acceptance and order

    private void onRequested(ServerMessage.TurnRequested asked) {
        var id = asked.operation().id();
        if (state.turnOf(id).isPresent() || state.lost().contains(id)) {
            return;
        }
        var named = named(asked);
        var turn = Turn.waiting(state.lastTurn() + 1, named, now);
        state = state.append(turn);
        if (!turn.operation().deadlineAt().isAfter(now)) {
            drop(turn, StopReason.DEADLINE);
            return;
        }
        if (asked.request() instanceof TurnRequest.Delete) {
            state.turns().stream()
                    .filter(other -> !(other.request() instanceof TurnRequest.Delete))
                    .forEach(this::onCancel);
        }
        announce(named);
    }

    private ServerMessage.TurnRequested named(ServerMessage.TurnRequested asked) {
        var name = state.server() == null
                ? nameIn(asked.request())
                : state.server().name();
        var edited = OperationEdit.of(asked.operation(), now)
                .named(name)
                .due(deadlineOf(asked))
                .simulated(state.server() != null && state.server().simulated());
        return new ServerMessage.TurnRequested(asked.request(), asked.requires(), edited.done(), asked.released());
    }

    /** What a child of a bulk operation may take counts from its release; until then the parent's deadline bounds it. */
    private Instant deadlineOf(ServerMessage.TurnRequested asked) {
        var operation = asked.operation();
        if (operation.parent() == null) {
            return operation.deadlineAt();
        }
        return asked.released()
                ? now.plus(asked.request().allowance())
                : operation.createdAt().plus(BULK_ALLOWANCE);
    }

    private static @Nullable String nameIn(TurnRequest request) {
        if (request instanceof TurnRequest.Create create) {
            return create.spec().name();
        }
        return request instanceof TurnRequest.Adopt adopt ? adopt.name() : null;
    }

    /** A server is seen by everybody from the moment that its creation was heard of. */
    private void announce(ServerMessage.TurnRequested asked) {
        if (state.server() != null) {
            return;
        }
        var operation = asked.operation();
        var project = Objects.requireNonNullElse(operation.project(), "default");
        if (asked.request() instanceof TurnRequest.Create create) {
            state = state.with(ServerEdit.unmade(state.id(), "created", project, create.spec(), now));
            observe(ServerPhase.CREATING);
        } else if (asked.request() instanceof TurnRequest.Adopt adopt) {
            var site = Objects.requireNonNullElse(operation.site(), "unknown");
            var spec = ServerEdit.specOfUninspected(adopt.name(), site);
            state = state.with(ServerEdit.unmade(state.id(), "adopted", project, spec, now));
            observe(ServerPhase.CREATING);
        }
    }

    private void onLost(ServerMessage.CommandLost lost) {
        var id = lost.operation().id();
        if (state.turnOf(id).isPresent() || state.lost().contains(id)) {
            return;
        }
        state = state.losing(id);
        var operation = OperationEdit.of(lost.operation(), now).failed(Problems.deadLetter(lost.reason()));
        ended(operation.done());
    }

    private void grantNext() {
        while (state.firstTurn().filter(turn -> turn.stage().isBeforeWork()).isPresent()) {
            var turn = state.firstTurn().get();
            if (!settle(turn) && (holds(turn) || lacks(turn) || begin(turn))) {
                return;
            }
        }
    }

    /** Ends a turn that cannot or need not be begun. */
    private boolean settle(Turn turn) {
        if (turn.request() instanceof TurnRequest.Delete) {
            return state.reservation() == null && deleteNothing(turn);
        }
        if (state.server() == null) {
            return endAs(turn, TurnTrigger.SETTLE, edit -> edit.failed(Problems.serverNotFound()));
        }
        if (!state.isThere() || state.cleanup() != null) {
            return endAs(turn, TurnTrigger.SETTLE, edit -> edit.failed(Problems.serverGone()));
        }
        if (turn.request().makes() && !isMakeable()) {
            return endAs(turn, TurnTrigger.SETTLE, edit -> edit.failed(Problems.serverExists()));
        }
        return false;
    }

    private boolean deleteNothing(Turn turn) {
        if (state.server() != null) {
            state = state.with(ServerEdit.of(server(), now)
                    .gone()
                    .phase(ServerPhase.DELETED)
                    .done());
        }
        return endAs(turn, TurnTrigger.SETTLE, OperationEdit::succeeded);
    }

    private boolean isMakeable() {
        var phase = server().status().phase();
        return phase == ServerPhase.CREATING || phase == ServerPhase.FAILED;
    }

    private boolean holds(Turn turn) {
        if (turn.released()) {
            return false;
        }
        if (turn.stage() == TurnStage.WAITING) {
            move(turn, TurnTrigger.HOLD);
        }
        return true;
    }

    private boolean lacks(Turn turn) {
        var missing = around.missing().apply(turn.requires());
        if (missing.isEmpty()) {
            return false;
        }
        var current = turn.stage() == TurnStage.UNCONFIGURED ? turn : move(turn, TurnTrigger.LACK);
        waitsFor(current, describe(missing));
        return true;
    }

    private static String describe(List<ConfigurationRef> missing) {
        return missing.stream()
                .map(ref -> "%s %s, revision %d"
                        .formatted(ref.kind().name().toLowerCase().replace('_', ' '), ref.name(), ref.revision()))
                .collect(Collectors.joining("; "));
    }

    private boolean begin(Turn turn) {
        boolean reserves = state.reservation() == null && turn.request().makes();
        var begun = move(turn, reserves ? TurnTrigger.RESERVE : TurnTrigger.PERFORM);
        var edit = edit(begun).started().waiting(null);
        if (turn.request() instanceof TurnRequest.Create) {
            if (reserves) {
                edit.step("reserve", StepState.RUNNING, 0, null, List.of());
            } else {
                edit.step(
                        "reserve",
                        StepState.SKIPPED,
                        1,
                        "kept from " + turn.operation().retryOf(),
                        List.of());
            }
        }
        replace(begun.with(edit.done()));
        work.add(new TurnWork(turn.number(), reserves ? TurnWork.Phase.RESERVE : TurnWork.Phase.PERFORM));
        observeBeginning(turn.request());
        return true;
    }

    private void observeBeginning(TurnRequest request) {
        if (request instanceof TurnRequest.Delete) {
            observe(ServerPhase.DELETING);
        } else if (request instanceof TurnRequest.Update) {
            observe(ServerPhase.UPDATING);
        } else if (request instanceof TurnRequest.Create && server().status().phase() != ServerPhase.CREATING) {
            observe(ServerPhase.CREATING);
        }
    }

    // ------------------------------------------------------------------ cancel, release, time

    private void onCancel(Turn turn) {
        switch (turn.stage()) {
            case WAITING, HELD, UNCONFIGURED -> drop(turn, StopReason.CANCEL);
            case RESERVING, PERFORMING -> stop(turn, StopReason.CANCEL);
            case STOPPING -> refuseCancel(turn, "its deadline has passed, and it is being stopped");
            case COMPENSATING -> refuseCancel(turn, "it has failed, and what it left is being removed");
            case ABANDONED, ENDED -> {}
        }
    }

    private void refuseCancel(Turn turn, String reason) {
        if (turn.stop() != StopReason.CANCEL && turn.operation().cancel() == null) {
            progress(turn.with(edit(turn).cancel(CancelState.REFUSED, reason).done()));
        }
    }

    private void stop(Turn turn, StopReason reason) {
        var stopping = move(turn, TurnTrigger.STOP).stoppedFor(reason);
        var edit = edit(stopping);
        if (reason == StopReason.CANCEL) {
            edit.cancel(CancelState.REQUESTED, null);
        }
        progress(stopping.with(edit.done()));
        stopWork = true;
    }

    private void drop(Turn turn, StopReason reason) {
        if (reason == StopReason.CANCEL) {
            endAs(
                    turn,
                    TurnTrigger.DROP,
                    edit -> edit.cancel(CancelState.REQUESTED, null).cancelled());
        } else {
            var failure = Problems.timedOut("it was still waiting", null);
            endAs(turn, TurnTrigger.DROP, edit -> edit.timedOut(failure));
        }
    }

    private void onReleased(Turn turn) {
        if (turn.released()) {
            return;
        }
        var edit = edit(turn).due(now.plus(turn.request().allowance()));
        replace(turn.with(edit.done()).letGo());
    }

    private void onTime(Turn asItWas) {
        var turn = asItWas;
        if (turn.noticeAt() != null && !turn.noticeAt().isAfter(now)) {
            turn = notice(turn);
        }
        var deadline = turn.operation().deadlineAt();
        if (deadline.isAfter(now)) {
            return;
        }
        if (turn.stage().isBeforeWork()) {
            drop(turn, StopReason.DEADLINE);
        } else if (turn.stage() == TurnStage.RESERVING || turn.stage() == TurnStage.PERFORMING) {
            stop(turn, StopReason.DEADLINE);
        } else if (turn.stage() != TurnStage.ABANDONED
                && !deadline.plus(Turn.GRACE).isAfter(now)) {
            abandon(turn);
        }
    }

    private Turn notice(Turn turn) {
        var told = turn.noticeAt(null);
        replace(told);
        if (turn.stage() == TurnStage.WAITING) {
            waitsFor(told, "its turn, behind " + aheadOf(turn));
        } else if (turn.stage() == TurnStage.HELD) {
            waitsFor(told, "its release by bulk operation " + turn.operation().parent());
        }
        return state.turn(turn.number()).orElse(told);
    }

    private String aheadOf(Turn turn) {
        var first = state.turns().get(0).operation();
        long others = state.turns().stream()
                        .filter(each -> each.number() < turn.number())
                        .count()
                - 1;
        return first.kind() + " " + first.id() + (others > 0 ? " and " + others + " more" : "");
    }

    /** The operation ends in time although its effect does not answer; its turn goes on until that answers. */
    private void abandon(Turn turn) {
        var abandoned = move(turn, TurnTrigger.OVERDUE);
        var failure = Problems.timedOut("its effect did not stop in time", null);
        var edit = edit(abandoned).timedOut(failure);
        var left = leaveForCleanup(abandoned, edit);
        replace(abandoned.with(left));
        stopWork = true;
        conclude(abandoned, left);
    }

    // ------------------------------------------------------------------ what effects answer

    private Optional<Turn> working(long number) {
        return state.turn(number).filter(turn -> !turn.stage().isBeforeWork() && turn.stage() != TurnStage.ABANDONED);
    }

    private void onReserved(Turn turn, ServerMessage.Reserved reserved) {
        if (TurnTable.next(turn.stage(), TurnTrigger.PERFORM).isEmpty()) {
            return;
        }
        var reservation = reserved.reservation();
        var performing = move(turn, TurnTrigger.PERFORM);
        var edit = edit(performing).simulated(reserved.simulated());
        if (turn.request() instanceof TurnRequest.Create) {
            edit.step("reserve", StepState.SUCCEEDED, 1, reservation.reason(), refs(reservation));
        }
        replace(performing.with(edit.done()));
        state = state.holding(reservation)
                .with(ServerEdit.of(server(), now)
                        .driver(reserved.driver(), reserved.simulated())
                        .reserved(reservation)
                        .done());
        work.add(new TurnWork(turn.number(), TurnWork.Phase.PERFORM));
    }

    private static List<StepRef> refs(Reservation reservation) {
        return List.of(new StepRef("vm", reservation.node(), Integer.toString(reservation.vmId())));
    }

    private void progressed(Turn turn, EffectNews news) {
        var told = logged(turn, news);
        if (!news.steps().isEmpty()) {
            progress(told.with(reported(edit(told).waiting(null), news).done()));
        }
    }

    private void waitsFor(Turn turn, String text) {
        var edited = edit(turn).waiting(text).done();
        if (!edited.steps().equals(turn.operation().steps())) {
            progress(turn.with(edited));
        }
    }

    private void onObstructed(Turn turn, ServerMessage.EffectObstructed obstructed) {
        var told = logged(turn, obstructed.news());
        var edit = reported(edit(told), obstructed.news());
        progress(told.with(
                edit.triedAgain(obstructed.message(), obstructed.waitingFor()).done()));
    }

    private void onSucceeded(Turn turn, ServerMessage.EffectSucceeded succeeded) {
        if (turn.stage() == TurnStage.ABANDONED) {
            succeededTooLate(turn, succeeded.result());
            return;
        }
        if (TurnTable.next(turn.stage(), TurnTrigger.SUCCEED).isEmpty()) {
            return;
        }
        applyResult(turn, succeeded.result());
        var guest = succeeded.result().state();
        endAs(logged(turn, succeeded.news()), TurnTrigger.SUCCEED, edit -> {
            reported(edit, succeeded.news()).warn(guest == null ? List.of() : guest.warnings());
            if (turn.stop() == StopReason.CANCEL) {
                edit.cancel(CancelState.REFUSED, "it was done before it could be stopped");
            }
            return edit.result(resultOf(succeeded.result())).succeeded();
        });
    }

    /** The operation has ended, but the world has changed all the same. */
    private void succeededTooLate(Turn turn, EffectResult result) {
        if (state.isThere()) {
            applyResult(turn, result);
            tellSuccess(turn.request());
        }
        answered(turn);
    }

    private Map<String, Object> resultOf(EffectResult result) {
        var vmId = server().status().vmId();
        return result.state() == null || vmId == null
                ? Map.of()
                : Map.of("node", result.state().node(), "vmId", vmId);
    }

    private void applyResult(Turn turn, EffectResult result) {
        var edit = ServerEdit.of(server(), now);
        if (result.state() == null) {
            edit.gone().phase(ServerPhase.DELETED);
            state = state.with(edit.done());
            free();
            return;
        }
        edit.seen(result.state()).phaseOfPower();
        if (turn.request() instanceof TurnRequest.Update update) {
            edit.spec(SpecChanges.apply(update.change(), server().spec()));
        } else if (result.adopted() != null) {
            edit.inspected(result.adopted()).condition("Provisioned", true, "Adopted", "taken over as it was");
        } else if (turn.request() instanceof TurnRequest.Create) {
            edit.condition("Provisioned", true, "Created", "made by " + turn.operationId());
        }
        state = state.with(edit.done());
    }

    private void onFailed(Turn turn, ServerMessage.EffectFailed failed) {
        if (turn.stage() == TurnStage.ABANDONED) {
            answered(turn);
            return;
        }
        boolean removes = removesWhatItMade(turn);
        var trigger = removes ? TurnTrigger.ROLL_BACK : TurnTrigger.FAIL;
        if (TurnTable.next(turn.stage(), trigger).isEmpty()) {
            return;
        }
        if (removes) {
            var noted = logged(turn, failed.news()).failing(failed.failure(), failed.checkpoint());
            rollBack(noted, failed.news(), StepState.FAILED, failed.failure().detail());
            return;
        }
        endAs(
                logged(turn, failed.news()),
                trigger,
                edit -> reported(edit, failed.news()).failed(failed.failure()));
    }

    /** A cancelled creation leaves nothing; a failed one leaves what its spec says. */
    private boolean removesWhatItMade(Turn turn) {
        return state.reservation() != null
                && turn.request() instanceof TurnRequest.Create create
                && (turn.stop() == StopReason.CANCEL || create.spec().onFailure() == OnFailure.ROLLBACK);
    }

    private void rollBack(Turn turn, EffectNews news, StepState how, String message) {
        var compensating = move(turn, TurnTrigger.ROLL_BACK);
        var edit = reported(edit(compensating), news)
                .stepFailed(how, message)
                .step("rollback", StepState.RUNNING, 0, "removing what was made", List.of());
        progress(compensating.with(edit.done()));
        work.add(new TurnWork(turn.number(), TurnWork.Phase.COMPENSATE));
    }

    private void onStopped(Turn turn, ServerMessage.EffectStoppedEarly stopped) {
        if (turn.stage() == TurnStage.ABANDONED) {
            answered(turn);
            return;
        }
        if (TurnTable.next(turn.stage(), TurnTrigger.STOPPED).isEmpty()) {
            return;
        }
        var told = logged(turn, stopped.news());
        if (removesWhatItMade(turn)) {
            rollBack(told.failing(null, stopped.checkpoint()), stopped.news(), StepState.CANCELLED, "stopped");
            return;
        }
        endAs(told, TurnTrigger.STOPPED, edit -> outcomeOf(told, reported(edit, stopped.news())));
    }

    private void onNotBegun(Turn turn, ServerMessage.EffectNotBegun notBegun) {
        if (!reservedFor(turn)) {
            onStopped(turn, new ServerMessage.EffectStoppedEarly(turn.number(), turn.checkpoint(), notBegun.news()));
        } else if (turn.stage() == TurnStage.ABANDONED) {
            answered(turn);
            cleaned();
        } else if (TurnTable.next(turn.stage(), TurnTrigger.STOPPED).isPresent()) {
            goneAfterFailure();
            free();
            endAs(
                    logged(turn, notBegun.news()),
                    TurnTrigger.STOPPED,
                    edit -> outcomeOf(turn, reported(edit, notBegun.news())));
        }
    }

    /** Whether what is reserved was drawn by this turn, so that there is nothing but what it has made. */
    private boolean reservedFor(Turn turn) {
        return state.reservation() != null && state.reservation().operation().equals(turn.operationId());
    }

    private void onUnanswered(Turn turn, ServerMessage.EffectUnanswered unanswered) {
        if (turn.stage() == TurnStage.ABANDONED) {
            answered(turn);
            return;
        }
        if (TurnTable.next(turn.stage(), TurnTrigger.STOPPED).isEmpty()) {
            return;
        }
        endAs(turn, TurnTrigger.STOPPED, edit -> {
            edit.warn(List.of(unanswered.detail()));
            leaveForCleanup(turn, edit);
            return outcomeOf(turn, edit);
        });
    }

    private void onRolledBack(Turn turn) {
        if (turn.stage() == TurnStage.ABANDONED) {
            answered(turn);
            cleaned();
            return;
        }
        if (TurnTable.next(turn.stage(), TurnTrigger.ROLLED_BACK).isEmpty()) {
            return;
        }
        goneAfterFailure();
        free();
        endAs(turn, TurnTrigger.ROLLED_BACK, edit -> {
            edit.step("rollback", StepState.SUCCEEDED, 1, "nothing is left", List.of());
            return outcomeOf(turn, edit);
        });
    }

    private void onRollBackFailed(Turn turn, ServerMessage.RollBackFailed failed) {
        if (turn.stage() == TurnStage.ABANDONED) {
            answered(turn);
            return;
        }
        if (TurnTable.next(turn.stage(), TurnTrigger.ROLLED_BACK).isEmpty()) {
            return;
        }
        endAs(turn, TurnTrigger.ROLLED_BACK, edit -> {
            edit.step("rollback", StepState.FAILED, 1, failed.detail(), List.of())
                    .warn(List.of(failed.detail()));
            leaveForCleanup(turn, edit);
            return outcomeOf(turn, edit);
        });
    }

    private OperationEdit outcomeOf(Turn turn, OperationEdit edit) {
        if (turn.failure() != null) {
            return edit.failed(turn.failure());
        }
        return turn.stop() == StopReason.CANCEL
                ? edit.cancelled()
                : edit.timedOut(Problems.timedOut("it was stopped at its deadline", null));
    }

    private void answered(Turn turn) {
        state = state.remove(move(turn, TurnTrigger.ANSWER));
    }

    // ------------------------------------------------------------------ what is left, and what is gone

    private Operation leaveForCleanup(Turn turn, OperationEdit edit) {
        if (state.reservation() != null && turn.request() instanceof TurnRequest.Create && !keepsServer(turn)) {
            edit.cleanup(CleanupState.PENDING);
            goneAfterFailure();
            cleanupLeft = true;
        }
        return edit.done();
    }

    private static boolean keepsServer(Turn turn) {
        return turn.stop() != StopReason.CANCEL
                && turn.request() instanceof TurnRequest.Create create
                && create.spec().onFailure() == OnFailure.KEEP;
    }

    private void goneAfterFailure() {
        if (state.isThere()) {
            state = state.with(ServerEdit.of(server(), now)
                    .gone()
                    .phase(ServerPhase.FAILED)
                    .done());
        }
    }

    private void free() {
        state = state.holding(null);
        freed = true;
        cleaned();
    }

    private void cleaned() {
        var uncleaned = state.cleanup();
        if (uncleaned == null) {
            return;
        }
        freed = true;
        state = state.holding(null).leaving(null);
        events.add(new OperationCleaned(
                OperationEdit.of(uncleaned, now).cleanup(CleanupState.DONE).done()));
    }

    // ------------------------------------------------------------------ the end of an operation

    @FunctionalInterface
    private interface Outcome {
        OperationEdit of(OperationEdit edit);
    }

    private boolean endAs(Turn turn, TurnTrigger trigger, Outcome outcome) {
        var over = move(turn, trigger);
        var operation = outcome.of(edit(over)).done();
        state = state.remove(over);
        conclude(over, operation);
        return true;
    }

    /** Everything that follows from the end of an operation, in the order in which it is told. */
    private void conclude(Turn turn, Operation operation) {
        if (operation.cleanup() == CleanupState.PENDING) {
            state = state.leaving(operation);
        }
        var succeeded = operation.state() == OperationState.SUCCEEDED;
        if (succeeded) {
            tellSuccess(turn.request());
        } else {
            tellFailure(turn, operation);
        }
        ended(operation);
    }

    private void tellSuccess(TurnRequest request) {
        var server = state.server();
        if (server == null) {
            return;
        }
        if (request instanceof TurnRequest.Create) {
            events.add(new ServerProvisioned(server));
        } else if (request instanceof TurnRequest.Adopt) {
            events.add(new ServerAdopted(server));
        } else if (request instanceof TurnRequest.Update) {
            events.add(new ServerUpdated(server));
        } else if (request instanceof TurnRequest.Delete) {
            events.add(new ServerDeleted(server));
        } else if (request instanceof TurnRequest.Power power) {
            events.add(
                    switch (power.action()) {
                        case START -> new ServerStarted(server);
                        case STOP -> new ServerStopped(server);
                        case REBOOT -> new ServerRebooted(server);
                    });
        }
    }

    private void tellFailure(Turn turn, Operation operation) {
        if (state.server() == null) {
            return;
        }
        if (turn.request().makes()) {
            tellUnmade(turn, operation);
        } else if (state.isThere() && turn.startedWork() && !(turn.request() instanceof TurnRequest.Power)) {
            state = state.with(ServerEdit.of(server(), now).phaseOfPower().done());
            events.add(new ServerObserved(server()));
        }
    }

    private void tellUnmade(Turn turn, Operation operation) {
        boolean othersMakeIt =
                !turn.startedWork() && state.has(other -> other.request().makes());
        if (othersMakeIt || server().status().phase() != ServerPhase.CREATING && state.isThere()) {
            return;
        }
        boolean kept = state.isThere() && turn.request() instanceof TurnRequest.Create && state.reservation() != null;
        if (state.isThere()) {
            var edit = ServerEdit.of(server(), now).phase(ServerPhase.FAILED);
            state = state.with((kept ? edit : edit.gone()).done());
        }
        if (!kept && state.reservation() != null && operation.cleanup() == null) {
            free();
        }
        events.add(new ServerProvisioningFailed(server(), reasonOf(operation), kept));
    }

    private static String reasonOf(Operation operation) {
        var error = operation.error();
        return error == null ? "cancelled" : error.detail();
    }

    private void ended(Operation operation) {
        boolean kept = state.isThere();
        ServerSpec inForce = kept ? server().spec() : null;
        events.add(new OperationEnded(operation, inForce, kept));
    }

    // ------------------------------------------------------------------ what the reconciler saw

    private void onSeen(ServerMessage.GuestSeen seen) {
        if (isOutdated(seen.observedAt())) {
            return;
        }
        var before = server();
        var edit = ServerEdit.of(before, now).glanced(seen);
        if (before.status().phase() != ServerPhase.FAILED) {
            edit.phaseOfPower();
        }
        boolean drifted = !seen.differences().isEmpty();
        var reason = drifted ? String.join("; ", seen.differences()) : "as asked for";
        boolean newlyDrifted = drifted && !reason.equals(messageOf(before, "InSync"));
        if (drifted || messageOf(before, "InSync") != null) {
            edit.condition("InSync", !drifted, drifted ? "Drifted" : "AsAsked", reason);
        }
        var after = edit.done();
        if (sameStatus(before, after)) {
            return;
        }
        state = state.with(after);
        tellSeen(before, after, newlyDrifted ? seen.differences() : List.of());
    }

    private void tellSeen(ServerSnapshot before, ServerSnapshot after, List<String> differences) {
        var from = before.status().node();
        var to = after.status().node();
        if (from != null && to != null && !from.equals(to)) {
            events.add(new ServerMoved(after, from, to));
        } else if (!differences.isEmpty()) {
            events.add(new ServerDrifted(after, differences));
        } else {
            events.add(new ServerObserved(after));
        }
    }

    private void onMissing(ServerMessage.GuestMissing missing) {
        if (isOutdated(missing.observedAt()) || server().status().phase() == ServerPhase.LOST) {
            return;
        }
        state = state.with(ServerEdit.of(server(), now).phase(ServerPhase.LOST).done());
        events.add(new ServerLost(server()));
    }

    /** What was seen while somebody worked on the server, or before they ended, says nothing about it. */
    private boolean isOutdated(Instant observedAt) {
        return !state.isThere()
                || state.reservation() == null
                || state.has(turn -> turn.startedWork())
                || !observedAt.isAfter(server().updatedAt());
    }

    private static @Nullable String messageOf(ServerSnapshot server, String condition) {
        return server.status().conditions().stream()
                .filter(each -> each.type().equals(condition))
                .map(each -> each.message())
                .findFirst()
                .orElse(null);
    }

    private static boolean sameStatus(ServerSnapshot before, ServerSnapshot after) {
        var a = before.status();
        var b = after.status();
        return a.phase() == b.phase()
                && a.power().equals(b.power())
                && Objects.equals(a.node(), b.node())
                && Objects.equals(a.lock(), b.lock())
                && a.conditions().equals(b.conditions());
    }

    // ------------------------------------------------------------------ small moves

    private ServerSnapshot server() {
        return Objects.requireNonNull(state.server(), "a server that nobody has heard of");
    }

    private OperationEdit edit(Turn turn) {
        return OperationEdit.of(turn.operation(), now);
    }

    /** Numbers the lines that an effect has written. */
    private Turn logged(Turn turn, EffectNews news) {
        if (news.lines().isEmpty()) {
            return turn;
        }
        long n = turn.logged();
        var lines = new ArrayList<LogLine>();
        for (var line : news.lines()) {
            lines.add(new LogLine(n++, line.at(), line.step(), line.stream(), line.text()));
        }
        events.add(new LogAppended(turn.operationId(), lines));
        var told = turn.logged(n);
        replace(told);
        return told;
    }

    private static OperationEdit reported(OperationEdit edit, EffectNews news) {
        for (var report : news.steps()) {
            edit.step(report.step(), report.state(), report.fraction(), report.message(), report.refs());
        }
        return edit;
    }

    private Turn move(Turn turn, TurnTrigger trigger) {
        var next = TurnTable.next(turn.stage(), trigger)
                .orElseThrow(() -> new IllegalStateException(turn.stage() + " knows no " + trigger));
        moves.add(new TurnMove(turn.stage(), trigger, next));
        var moved = turn.at(next).noticeAt(next.isBeforeWork() ? turn.noticeAt() : null);
        replace(moved);
        return moved;
    }

    private void progress(Turn turn) {
        replace(turn);
        events.add(new OperationProgressed(turn.operation()));
    }

    private void replace(Turn turn) {
        state = state.replace(turn);
    }

    private void observe(ServerPhase phase) {
        state = state.with(ServerEdit.of(server(), now).phase(phase).done());
        events.add(new ServerObserved(server()));
    }
}
