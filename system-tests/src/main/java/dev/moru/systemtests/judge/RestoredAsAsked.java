package dev.moru.systemtests.judge;

import dev.moru.contracts.operation.Operation;
import dev.moru.contracts.operation.OperationState;
import dev.moru.systemtests.history.History;
import dev.moru.systemtests.history.LabLedger;
import dev.moru.systemtests.history.Restoration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** By the archives of which the lab made machines. A retry goes on with what the first try has made. */
final class RestoredAsAsked implements Invariant {

    @Override
    public String number() {
        return "I3";
    }

    @Override
    public String promise() {
        return "a restore or a trial happens once, from the backup that was asked for";
    }

    @Override
    public void judge(History history, Findings findings) {
        var restorations = history.restorations();
        var archives = archives(history);
        var made = made(history, restorations);
        restorations.forEach((operation, restoration) -> made.getOrDefault(operation, List.of())
                .forEach(machine -> findings.expect(
                        machine.volume().equals(Optional.ofNullable(archives.get(restoration.backup()))),
                        "asked was for %s, but %s",
                        restoration,
                        machine.line())));
        history.endingsOnServers()
                .map(ending -> ending.operation())
                .filter(operation -> restorations.containsKey(operation.id()) && isDone(operation))
                .forEach(operation -> findings.expect(
                        made.getOrDefault(operation.id(), List.of()).size() == 1,
                        "%s %s has restored %s",
                        operation.kind(),
                        operation.id(),
                        made.getOrDefault(operation.id(), List.of())));
    }

    private static boolean isDone(Operation operation) {
        return operation.state() == OperationState.SUCCEEDED && operation.retryOf() == null;
    }

    private static Map<UUID, List<LabLedger.Entry>> made(History history, Map<UUID, Restoration> restorations) {
        return history.ledger()
                .effects("vm.created")
                .filter(entry ->
                        entry.vmId().filter(history.foreignVmIds()::contains).isEmpty())
                .filter(entry ->
                        entry.operation().filter(restorations::containsKey).isPresent())
                .collect(Collectors.groupingBy(entry -> entry.operation().orElseThrow()));
    }

    /** Where each backup lies, or lay. */
    private static Map<UUID, String> archives(History history) {
        return history.database()
                .rows("backup.restore_point")
                .filter(point -> point.path("volume").isString())
                .collect(Collectors.toMap(
                        RestoredAsAsked::id, point -> point.path("volume").asString()));
    }

    private static UUID id(JsonNode row) {
        return UUID.fromString(row.path("id").asString());
    }
}
