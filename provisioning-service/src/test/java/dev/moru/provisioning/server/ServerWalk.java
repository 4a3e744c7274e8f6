package dev.moru.provisioning.server;

import dev.moru.contracts.Event;
import dev.moru.contracts.backup.BackupArchive;
import dev.moru.contracts.operation.Operation;
import dev.moru.contracts.operation.OperationEnded;
import dev.moru.contracts.operation.OperationProgressed;
import dev.moru.contracts.operation.OperationTarget;
import dev.moru.contracts.server.ApplyMode;
import dev.moru.contracts.server.OnFailure;
import dev.moru.contracts.server.ServerChange;
import dev.moru.contracts.site.ConfigurationKind;
import dev.moru.contracts.site.ConfigurationRef;
import dev.moru.contracts.site.ImageSource;
import dev.moru.contracts.turn.HandedTurn;
import dev.moru.contracts.turn.Participant;
import dev.moru.contracts.turn.TurnAction;
import dev.moru.contracts.turn.TurnAnswered;
import dev.moru.contracts.turn.TurnOutcome;
import dev.moru.provisioning.Commands;
import dev.moru.provisioning.StateCodec;
import dev.moru.provisioning.operation.Acceptance;
import dev.moru.provisioning.operation.Problems;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** A server that is driven by messages, and what came of them. Every state goes through JSON, as it does in the table. */
final class ServerWalk {

    static final UUID SERVER = UUID.fromString("0192f0a0-0000-7000-8000-00000000000a");
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final UUID BULK = UUID.fromString("0192f0a0-0000-7000-8000-00000000000b");
    static final ConfigurationRef NETWORK =
            new ConfigurationRef(ConfigurationKind.NETWORK, UUID.randomUUID(), "default", 3);

    static final UUID BACKUP = UUID.fromString("0192f0a0-0000-7000-8000-00000000000f");
    static final BackupArchive ARCHIVE =
            new BackupArchive("local", "dir", "local:backup/vzdump-qemu-2000.vma.zst", "node1", 1);

    private static final StateCodec CODEC = new StateCodec();

    Instant now = START;
    boolean networkIsApplied = true;
    Set<Participant> participants = Set.of();
    ServerState state = ServerState.unheardOf(SERVER);
    Decision last = new Decision(state, List.of(), List.of(), List.of(), List.of(), false, false, false, false);
    final List<Event> events = new ArrayList<>();
    final List<TurnWork> work = new ArrayList<>();
    final List<PartOrder> orders = new ArrayList<>();
    final Set<TurnMove> moves = new LinkedHashSet<>();
    final List<UUID> accepted = new ArrayList<>();

    Decision tell(ServerMessage message) {
        var around = new Surroundings(now, participants, required -> networkIsApplied ? List.of() : required);
        last = ServerProcess.decide(state, message, around);
        state = CODEC.read(CODEC.write(last.next()), ServerState.class);
        events.addAll(last.events());
        work.addAll(last.work());
        orders.addAll(last.orders());
        moves.addAll(last.moves());
        return last;
    }

    UUID ask(TurnRequest request) {
        return ask(request, List.of(), null, true);
    }

    UUID ask(TurnRequest request, List<ConfigurationRef> requires, UUID parent, boolean released) {
        var operation = UUID.randomUUID();
        accepted.add(operation);
        tell(new ServerMessage.TurnRequested(request, requires, document(operation, request, parent), released));
        return operation;
    }

    UUID retry(TurnRequest request, UUID failed) {
        var operation = UUID.randomUUID();
        accepted.add(operation);
        var acceptance = new Acceptance(
                operation, "default", Commands.SITE, "user:admin", now, now.plus(request.allowance()), failed, null);
        var document = acceptance.document(
                request.kind(), new OperationTarget("server", SERVER, null), request.steps(), request.allowance());
        tell(new ServerMessage.TurnRequested(request, List.of(), document, true));
        return operation;
    }

    /** A participant wants a turn; it is accepted by the queue, or not at all. */
    UUID want(TurnRequest.BackUp request) {
        var operation = UUID.randomUUID();
        tell(new ServerMessage.TurnWanted(request, TurnAction.BACK_UP, document(operation, request, null)));
        return operation;
    }

    UUID askLate(TurnRequest request) {
        var operation = UUID.randomUUID();
        accepted.add(operation);
        var document = acceptance(operation, null, now.minusSeconds(1))
                .document(
                        request.kind(),
                        new OperationTarget("server", SERVER, null),
                        request.steps(),
                        request.allowance());
        tell(new ServerMessage.TurnRequested(request, List.of(), document, true));
        return operation;
    }

    Operation document(UUID operation, TurnRequest request, UUID parent) {
        return acceptance(operation, parent, now.plus(request.allowance()))
                .document(
                        request.kind(),
                        new OperationTarget("server", SERVER, null),
                        request.steps(),
                        request.allowance());
    }

    private Acceptance acceptance(UUID operation, UUID parent, Instant expiresAt) {
        return new Acceptance(operation, "default", Commands.SITE, "user:admin", now, expiresAt, null, parent);
    }

    void pass(Duration time) {
        now = now.plus(time);
        tell(new ServerMessage.TimePassed());
    }

    long turn() {
        return state.firstTurn().orElseThrow().number();
    }

    TurnStage stage() {
        return state.firstTurn().map(Turn::stage).orElse(TurnStage.ENDED);
    }

    void reserved() {
        tell(reserved(turn()));
    }

    /** What was drawn is the VM id of a guest that the operation has made before a restore. */
    void reservedMadeBefore() {
        tell(reserved(turn(), true));
    }

    ServerMessage reserved(long turn) {
        return reserved(turn, false);
    }

    ServerMessage reserved(long turn, boolean madeBefore) {
        var operation = state.turn(turn).orElseThrow().operationId();
        return new ServerMessage.Reserved(turn, reservation(operation), "scripted", true, madeBefore);
    }

    private static Reservation reservation(UUID operation) {
        return new Reservation(
                operation,
                UUID.fromString("0192f0a0-0000-7000-8000-00000000000d"),
                "node1",
                2000,
                new ImageSource("node1", 9000, "local"),
                List.of(new ResolvedDisk("root", 10, "local-zfs")),
                List.of(),
                "template 9000 on node1, the node with most free memory");
    }

    void succeeded() {
        tell(succeeded(turn(), state.turn(turn()).orElseThrow().request()));
    }

    static ServerMessage succeeded(long turn, TurnRequest request) {
        if (request instanceof TurnRequest.Delete) {
            return new ServerMessage.EffectSucceeded(turn, EffectResult.GONE, EffectNews.NONE);
        }
        boolean stops = request instanceof TurnRequest.Power power && power.action() == PowerAction.STOP;
        var guest = new GuestState(
                "node1", stops ? "stopped" : "running", "running", null, List.of(), List.of(), List.of());
        var result = request instanceof TurnRequest.Adopt
                ? EffectResult.of(new AdoptedGuest(guest, 2, 2048, List.of(), List.of(), "legacy", null))
                : EffectResult.of(guest);
        return new ServerMessage.EffectSucceeded(turn, result, EffectNews.NONE);
    }

    void failed() {
        tell(failed(turn()));
    }

    static ServerMessage failed(long turn) {
        return new ServerMessage.EffectFailed(
                turn, Problems.unexpected("the disk is full", "clone"), null, EffectNews.NONE);
    }

    /** Every service that takes part in turns is in the installation. */
    static ServerWalk complete() {
        var walk = new ServerWalk();
        walk.participants = Set.of(Participant.values());
        return walk;
    }

    /** A server whose creation has made its guest, and that is to be configured. */
    static ServerWalk configuring(OnFailure onConfigureFailure) {
        var walk = complete();
        walk.ask(create(OnFailure.ROLLBACK, onConfigureFailure));
        walk.reserved();
        walk.succeeded();
        return walk;
    }

    static TurnRequest create(OnFailure onFailure, OnFailure onConfigureFailure) {
        return new TurnRequest.Create(Commands.spec("web-01", onFailure, onConfigureFailure));
    }

    /** A server whose creation has failed and is being undone. */
    static ServerWalk rollingBack() {
        var walk = new ServerWalk();
        walk.ask(create(OnFailure.ROLLBACK));
        walk.reserved();
        walk.failed();
        return walk;
    }

    /** The participant that has the first turn answers. */
    void answered(TurnOutcome outcome) {
        tell(answer(state.firstTurn().orElseThrow(), outcome));
    }

    static ServerMessage answer(Turn turn, TurnOutcome outcome) {
        var part = turn.with() == null ? Part.CONFIGURE : turn.with();
        var handed = new HandedTurn(turn.number(), turn.operationId(), part.step(), turn.logged());
        var failure = outcome == TurnOutcome.FAILED ? Problems.unexpected("exit code 1", part.step()) : null;
        var archive = part == Part.LOCATE && outcome == TurnOutcome.SUCCEEDED ? ARCHIVE : null;
        return new ServerMessage.PartAnswered(new TurnAnswered(
                handed,
                outcome,
                "Answered",
                "answered " + outcome,
                failure,
                List.of(),
                Map.of(),
                archive,
                turn.logged() + 3));
    }

    static Restoration fromBackup() {
        return new Restoration(BACKUP, true, null);
    }

    static TurnRequest restore() {
        return new TurnRequest.Restore(Commands.spec("web-01", OnFailure.ROLLBACK), fromBackup());
    }

    static TurnRequest restoreToNew(OnFailure onFailure) {
        return new TurnRequest.Create(Commands.spec("web-02", onFailure), fromBackup());
    }

    static TurnRequest verify() {
        return new TurnRequest.Verify(Commands.spec("web-01", OnFailure.KEEP), fromBackup());
    }

    void notBegun() {
        tell(new ServerMessage.EffectNotBegun(turn(), EffectNews.NONE));
    }

    void stopped() {
        tell(new ServerMessage.EffectStoppedEarly(turn(), null, EffectNews.NONE));
    }

    List<OperationEnded> ends() {
        return of(OperationEnded.class).toList();
    }

    OperationEnded endOf(UUID operation) {
        var found = ends().stream()
                .filter(ended -> ended.operation().id().equals(operation))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " ends of " + operation);
        }
        return found.get(0);
    }

    Operation lastReport() {
        return of(OperationProgressed.class)
                .reduce((earlier, later) -> later)
                .orElseThrow()
                .operation();
    }

    <T extends Event> Stream<T> of(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast);
    }

    static TurnRequest create(OnFailure onFailure) {
        return new TurnRequest.Create(Commands.spec("web-01", onFailure));
    }

    static TurnRequest reboot() {
        return new TurnRequest.Power(PowerAction.REBOOT, false);
    }

    static TurnRequest delete() {
        return new TurnRequest.Delete(null);
    }

    static TurnRequest moreCores() {
        return new TurnRequest.Update(
                new ServerChange(8, null, null, null, null, null, null, null, null), ApplyMode.LIVE);
    }

    /** A server that is ready. */
    static ServerWalk ready() {
        var walk = new ServerWalk();
        walk.ask(create(OnFailure.ROLLBACK));
        walk.reserved();
        walk.succeeded();
        walk.events.clear();
        walk.work.clear();
        return walk;
    }
}
