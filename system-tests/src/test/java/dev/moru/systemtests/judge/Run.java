package dev.moru.systemtests.judge;

import dev.moru.contracts.Topics;
import dev.moru.contracts.operation.CancelState;
import dev.moru.contracts.operation.ChildCounts;
import dev.moru.contracts.operation.CleanupState;
import dev.moru.contracts.operation.Operation;
import dev.moru.contracts.operation.OperationEnded;
import dev.moru.contracts.operation.OperationState;
import dev.moru.contracts.operation.OperationTarget;
import dev.moru.contracts.operation.Step;
import dev.moru.contracts.operation.StepState;
import dev.moru.systemtests.history.Alarm;
import dev.moru.systemtests.history.DatabaseDump;
import dev.moru.systemtests.history.Disturbance;
import dev.moru.systemtests.history.Exchange;
import dev.moru.systemtests.history.Frame;
import dev.moru.systemtests.history.History;
import dev.moru.systemtests.history.LabLedger;
import dev.moru.systemtests.history.LabState;
import dev.moru.systemtests.history.PlayTick;
import dev.moru.systemtests.history.RawRecord;
import dev.moru.systemtests.history.Receipt;
import dev.moru.systemtests.history.Recovery;
import dev.moru.systemtests.history.Reserved;
import dev.moru.systemtests.history.SpineRecord;
import dev.moru.systemtests.history.Subscription;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A history made by hand, second by second, of things that went well; tests then spoil one detail. */
final class Run {

    static final UUID SERVER = id("a");
    static final UUID CREATE = id("1");
    static final UUID REBOOT = id("2");
    static final UUID BACKUP = id("b");
    static final String ARCHIVE = "shared:backup/own";
    static final String PROVISIONED = "dev.moru.server.provisioned.v1";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final int END = 600;

    final List<Exchange> exchanges = new ArrayList<>();
    final List<SpineRecord> records = new ArrayList<>();
    final List<RawRecord> deadLetters = new ArrayList<>();
    final List<RawRecord> poison = new ArrayList<>();
    final List<LabLedger.Entry> ledger = new ArrayList<>();
    final List<PlayTick> plays = new ArrayList<>();
    final List<JsonNode> machines = new ArrayList<>();
    final List<JsonNode> disks = new ArrayList<>();
    final List<JsonNode> archives = new ArrayList<>();
    final Set<String> foreignArchives = new HashSet<>();
    final List<Subscription> subscriptions = new ArrayList<>();
    final List<Receipt> receipts = new ArrayList<>();
    final List<Frame> frames = new ArrayList<>();
    final List<Disturbance> disturbances = new ArrayList<>();
    final List<Recovery> recoveries = new ArrayList<>();
    final List<Reserved> reserved = new ArrayList<>();
    final List<Alarm> alarms = new ArrayList<>();
    final Map<String, List<JsonNode>> tables = new HashMap<>();

    private final Map<SpineRecord.Stream, Long> sequences = new HashMap<>();

    static UUID id(String suffix) {
        return UUID.fromString("01920000-0000-7000-8000-%12s".formatted(suffix).replace(' ', '0'));
    }

    static Instant at(double second) {
        return BEGIN.plusMillis((long) (second * 1000));
    }

    /** A server that was created and rebooted, with everything that belongs to it. */
    static Run ofOneServer() {
        var run = new Run();
        run.accept(CREATE, "server.create", 1);
        run.called("POST", "/nodes/lab1/qemu/9000/clone", 3, CREATE);
        run.effect("vm.created", 2000, 4, CREATE);
        run.publish(Topics.PROVISIONING_EVENTS, PROVISIONED, SERVER, null, 5, """
                {"server": {"id": "%s", "revision": 1, "status": {"phase": "READY"}}}""".formatted(SERVER));
        run.end(ending(CREATE, "server.create", OperationState.SUCCEEDED, 2, 5), true);
        run.accept(REBOOT, "server.reboot", 6);
        run.called("POST", "/nodes/lab1/qemu/2000/status/reboot", 8, CREATE);
        run.end(ending(REBOOT, "server.reboot", OperationState.SUCCEEDED, 7, 9), true);
        run.machines.add(json("""
                {"vmid": 2000, "mark": {"server": "%s", "operation": "%s"}}""".formatted(SERVER, CREATE)));
        run.disks.add(json("{\"vmid\": 2000}"));
        run.row("provisioning.vm", Map.of("vm_id", 2000, "server_id", SERVER));
        run.row("gateway.server_view", Map.of("id", SERVER, "phase", "READY", "document", Map.of("revision", 1)));
        return run;
    }

    /** A client's request, its 202, and what was committed with it. */
    void accept(UUID operation, String kind, double second) {
        accept(operation, kind, SERVER, second, "{}");
    }

    private void accept(UUID operation, String kind, UUID server, double second, String command) {
        ask("POST", "/" + kind, "key-" + operation, "", second, 202, operation);
        row("gateway.operation", operationRow(operation, kind, "SUCCEEDED"));
        row("gateway.audit", Map.of("outcome", "accepted", "operation", operation));
        publish(Topics.PROVISIONING_COMMANDS, "dev.moru." + kind + ".v1", server, operation, second, command);
    }

    /** The only backup is there. */
    void keepBackup() {
        archives.add(json("{\"volid\": \"%s\"}".formatted(ARCHIVE)));
        row("backup.restore_point", Map.of("id", BACKUP, "state", "AVAILABLE", "volume", ARCHIVE));
    }

    /** @param target as in the command: {@code inPlace} or {@code new} */
    void acceptRestore(UUID operation, String target, double second) {
        accept(operation, "server.restore", SERVER, second, """
                {"backup": "%s", "target": "%s"}""".formatted(BACKUP, target));
    }

    void acceptTrial(UUID operation, UUID machine, double second) {
        accept(operation, "backup.verify", machine, second, """
                {"backup": "%s"}""".formatted(BACKUP));
    }

    void endTrial(UUID operation, UUID machine, double startedAt, double endedAt) {
        ObjectNode document = JSON.valueToTree(
                ending(operation, "backup.verify", OperationState.SUCCEEDED, startedAt, endedAt, null, null));
        document.set("target", JSON.valueToTree(new OperationTarget("backup", BACKUP, "web-01")));
        end(machine, JSON.treeToValue(document, Operation.class), false);
    }

    static Map<String, Object> operationRow(UUID operation, String kind, String state) {
        return Map.of(
                "id", operation,
                "kind", kind,
                "state", state,
                "target_id", SERVER,
                "request_key", "hash-" + operation,
                "document", Map.of("deadlineAt", at(300)));
    }

    void ask(String method, String path, String key, String body, double second, int status, @Nullable UUID operation) {
        exchanges.add(new Exchange(
                1,
                "gateway-1",
                method,
                path,
                key,
                body,
                at(second),
                at(second + 0.1),
                status,
                operation == null ? null : json("{\"id\": \"%s\"}".formatted(operation))));
    }

    static Operation ending(UUID id, String kind, OperationState state, double startedAt, double endedAt) {
        return ending(id, kind, state, startedAt, endedAt, null, null);
    }

    static Operation ending(
            UUID id,
            String kind,
            OperationState state,
            double startedAt,
            double endedAt,
            @Nullable CancelState cancel,
            @Nullable CleanupState cleanup) {
        return new Operation(
                id,
                kind,
                "default",
                "lab",
                new OperationTarget("server", SERVER, "web-01"),
                "user:admin",
                state,
                1,
                at(0),
                at(startedAt),
                at(endedAt),
                at(endedAt),
                at(300),
                List.of(),
                null,
                null,
                List.of(),
                true,
                cancel,
                null,
                cleanup,
                null,
                null,
                ChildCounts.NONE);
    }

    void played(double second) {
        plays.add(new PlayTick(at(second), SERVER));
    }

    /** The same operation, as a repetition of another one. */
    static Operation retry(Operation operation, UUID first) {
        ObjectNode document = JSON.valueToTree(operation);
        document.put("retryOf", first.toString());
        return JSON.treeToValue(document, Operation.class);
    }

    /** The same operation, of which a participant had a part. */
    static Operation handedOver(Operation operation, double from, double to) {
        ObjectNode document = JSON.valueToTree(operation);
        document.putArray("steps")
                .addPOJO(new Step("watch", StepState.SUCCEEDED, 1, at(from), at(to), null, null, List.of()));
        return JSON.treeToValue(document, Operation.class);
    }

    void end(Operation operation, boolean kept) {
        end(SERVER, operation, kept);
    }

    private void end(UUID server, Operation operation, boolean kept) {
        publish(
                Topics.PROVISIONING_EVENTS,
                "dev.moru.operation.ended.v1",
                server,
                operation.id(),
                seconds(operation.endedAt()),
                ended(operation, kept));
    }

    /** The body of a terminal event. */
    static String ended(Operation operation, boolean kept) {
        return JSON.valueToTree(new OperationEnded(operation, null, kept)).toString();
    }

    private static double seconds(@Nullable Instant instant) {
        return instant == null ? 0 : (instant.toEpochMilli() - BEGIN.toEpochMilli()) / 1000.0;
    }

    /** An event goes into the journal as well. */
    SpineRecord publish(String topic, String type, UUID subject, @Nullable UUID operation, double second, String body) {
        var source = topic.endsWith("commands") ? "/moru/gateway" : "/moru/provisioning";
        var stream = new SpineRecord.Stream(topic, source, subject.toString());
        var record = new SpineRecord(
                topic,
                0,
                records.size(),
                at(second),
                id("e" + records.size()),
                source,
                type,
                subject.toString(),
                1,
                sequences.merge(stream, 1L, Long::sum),
                operation,
                body);
        records.add(record);
        if (!record.isCommand()) {
            journal(record);
        }
        return record;
    }

    private void journal(SpineRecord record) {
        row(
                "gateway.journal",
                Map.of(
                        "position",
                                tables.getOrDefault("gateway.journal", List.of())
                                                .size()
                                        + 1,
                        "id", record.id(),
                        "topic", record.topic(),
                        "source", record.source(),
                        "subject", record.subject(),
                        "sequence", record.sequence(),
                        "digest", ReadModelsFollowTheTopics.digest(record.body())));
    }

    void called(String method, String path, double second, UUID mark) {
        called(method, path, 2000, second, mark);
    }

    void called(String method, String path, int vmId, double second, UUID mark) {
        entry("""
                {"at": "%s", "method": "%s", "path": "%s", "status": 200, "user": "moru@pve!moru", "vmid": %d, "operation": "%s"}""".formatted(at(second), method, path, vmId, mark));
    }

    void effect(String effect, int vmId, double second, UUID mark) {
        entry("""
                {"at": "%s", "effect": "%s", "vmid": %d, "operation": "%s"}""".formatted(at(second), effect, vmId, mark));
    }

    void restored(int vmId, double second, UUID mark, String volume) {
        entry("""
                {"at": "%s", "effect": "vm.created", "vmid": %d, "operation": "%s", "volume": "%s"}""".formatted(at(second), vmId, mark, volume));
    }

    /** Of the only server. */
    void archived(String volume, double second) {
        archive("backup.created", volume, second);
    }

    void unarchived(String volume, double second) {
        archive("backup.removed", volume, second);
    }

    private void archive(String effect, String volume, double second) {
        entry("""
                {"at": "%s", "effect": "%s", "vmid": 2000, "operation": "%s", "volume": "%s"}""".formatted(at(second), effect, CREATE, volume));
    }

    private void entry(String line) {
        ledger.add(new LabLedger.Entry(json(line)));
    }

    void row(String table, Map<String, ?> columns) {
        tables.computeIfAbsent(table, name -> new ArrayList<>()).add(JSON.valueToTree(columns));
    }

    void disturb(Disturbance.Kind kind, double from, double until, double backAt) {
        disturbances.add(new Disturbance(kind, "it", at(from), at(until), at(backAt)));
    }

    static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    History history() {
        var lab = JSON.createObjectNode();
        lab.putArray("vms").addAll(machines);
        lab.putArray("disks").addAll(disks);
        lab.putArray("backups").addAll(archives);
        return new History(
                exchanges,
                records,
                deadLetters,
                poison,
                new LabLedger(ledger),
                plays,
                new LabState(lab),
                Set.of(101),
                foreignArchives,
                subscriptions,
                receipts,
                frames,
                disturbances,
                recoveries,
                reserved,
                alarms,
                new DatabaseDump(at(END), tables));
    }

    /** The numbers of the invariants that were violated. */
    List<String> violated() {
        return HistoryChecker.violations(history()).stream()
                .map(Verdict::invariant)
                .toList();
    }
}
