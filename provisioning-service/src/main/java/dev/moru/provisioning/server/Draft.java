package dev.moru.provisioning.server;

import dev.moru.contracts.Event;
import dev.moru.contracts.operation.LogAppended;
import dev.moru.contracts.operation.LogLine;
import dev.moru.contracts.operation.OperationProgressed;
import dev.moru.contracts.server.ServerEvent;
import dev.moru.contracts.server.ServerObserved;
import dev.moru.contracts.server.ServerPhase;
import dev.moru.contracts.server.ServerSnapshot;
import dev.moru.provisioning.operation.OperationEdit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A decision while it is being made: the state as it will be, and what follows from it so far. */
final class Draft {

    private final Surroundings around;
    private ServerState state;
    private final List<Event> events = new ArrayList<>();
    private final List<TurnWork> work = new ArrayList<>();
    private final List<PartOrder> orders = new ArrayList<>();
    private final List<TurnMove> moves = new ArrayList<>();
    private boolean stopWork;
    private boolean freed;
    private boolean cleanupLeft;
    private boolean strayAnswer;

    Draft(ServerState state, Surroundings around) {
        this.state = state;
        this.around = around;
    }

    Decision decision() {
        return new Decision(state, events, work, orders, moves, stopWork, freed, cleanupLeft, strayAnswer);
    }

    // ------------------------------------------------------------------ what is known

    ServerState state() {
        return state;
    }

    Surroundings around() {
        return around;
    }

    Instant now() {
        return around.now();
    }

    ServerSnapshot server() {
        return Objects.requireNonNull(state.server(), "a server that nobody has heard of");
    }

    // ------------------------------------------------------------------ what follows

    void become(ServerState next) {
        state = next;
    }

    void become(ServerSnapshot server) {
        state = state.with(server);
    }

    /** Nobody hears of a machine that a backup is tried on, but of the operation that does it. */
    void tell(Event event) {
        if (!(event instanceof ServerEvent) || !ServerEdit.SCRATCH.equals(server().origin())) {
            events.add(event);
        }
    }

    void work(Turn turn, TurnWork.Phase phase) {
        work.add(new TurnWork(turn.number(), phase));
    }

    void order(PartOrder order) {
        orders.add(order);
    }

    void stopWork() {
        stopWork = true;
    }

    void strayAnswer() {
        strayAnswer = true;
    }

    /** VM id and addresses are free again. */
    void free() {
        state = state.holding(null);
        freed = true;
    }

    /** They stay taken until the reconciler has seen that nothing is left. */
    void leaveForCleanup() {
        cleanupLeft = true;
    }

    // ------------------------------------------------------------------ small moves

    OperationEdit edit(Turn turn) {
        return OperationEdit.of(turn.operation(), now());
    }

    ServerEdit editServer() {
        return ServerEdit.of(server(), now());
    }

    boolean allows(Turn turn, TurnTrigger trigger) {
        return TurnTable.next(turn.stage(), trigger).isPresent();
    }

    Turn move(Turn turn, TurnTrigger trigger) {
        var next = TurnTable.next(turn.stage(), trigger)
                .orElseThrow(() -> new IllegalStateException(turn.stage() + " knows no " + trigger));
        moves.add(new TurnMove(turn.stage(), trigger, next));
        var moved = turn.at(next).noticeAt(next.isBeforeWork() ? turn.noticeAt() : null);
        replace(moved);
        return moved;
    }

    void replace(Turn turn) {
        state = state.replace(turn);
    }

    void progress(Turn turn) {
        replace(turn);
        events.add(new OperationProgressed(turn.operation()));
    }

    void observe(ServerPhase phase) {
        become(editServer().phase(phase).done());
        tell(new ServerObserved(server()));
    }

    /** Tells what a turn waits for, unless that is known. */
    void waitsFor(Turn turn, String text) {
        var edited = edit(turn).waiting(text).done();
        if (!edited.steps().equals(turn.operation().steps())) {
            progress(turn.with(edited));
        }
    }

    /** The turn with what its effect has told: steps in the operation, lines numbered and sent. */
    Turn told(Turn turn, EffectNews news) {
        var told = logged(turn, news);
        if (news.steps().isEmpty()) {
            return told;
        }
        var edit = edit(told);
        for (var report : news.steps()) {
            edit.step(report.step(), report.state(), report.fraction(), report.message(), report.refs());
        }
        var reported = told.with(edit.done());
        replace(reported);
        return reported;
    }

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
        return turn.logged(n);
    }
}
