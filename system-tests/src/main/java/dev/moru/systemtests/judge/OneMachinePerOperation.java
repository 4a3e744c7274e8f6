package dev.moru.systemtests.judge;

import dev.moru.systemtests.history.History;
import dev.moru.systemtests.history.LabLedger;
import dev.moru.systemtests.history.LabState;
import dev.moru.systemtests.history.Restoration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Judged by the lab's ledger, calls as well as effects; cloning a template changes the new machine only. A server that is
 * overwritten with its backup is a new machine under the VM id of the old one. Archives are guests' too.
 */
final class OneMachinePerOperation implements Invariant {

    private static final int LEAST_FAILURE = 400;

    @Override
    public String number() {
        return "I3";
    }

    @Override
    public String promise() {
        return "at most one VM per operation, no VM id twice, nothing foreign touched";
    }

    @Override
    public void judge(History history, Findings findings) {
        perKey(history, entry -> entry.operation().stream())
                .forEach((operation, made) -> findings.expect(
                        made.size() == 1, "operation %s made %d machines: %s", operation, made.size(), made));
        var servers = history.serversByOperation();
        var restorations = history.restorations();
        perKey(history, entry -> entry.vmId().stream())
                .forEach((vmId, made) -> findings.expect(
                        made.stream().skip(1).allMatch(entry -> isOverwriting(entry, restorations))
                                && isOfOne(made, servers),
                        "VM id %s was made %d times: %s",
                        vmId,
                        made.size(),
                        made));
        history.ledger().entries().stream()
                .filter(entry -> entry.isByToken() && entry.status() < LEAST_FAILURE)
                .filter(entry ->
                        entry.vmId().filter(history.foreignVmIds()::contains).isPresent())
                .forEach(entry -> findings.violated("a foreign guest was touched: %s", entry.line()));
        var archives = history.lab().archives().collect(Collectors.toSet());
        history.foreignArchives()
                .forEach(volume ->
                        findings.expect(archives.contains(volume), "a foreign archive was removed: %s", volume));
        history.machines()
                .collect(Collectors.groupingBy(LabState.Marked::server))
                .forEach((server, machines) ->
                        findings.expect(machines.size() == 1, "server %s has several machines: %s", server, machines));
    }

    private static boolean isOverwriting(LabLedger.Entry made, Map<UUID, Restoration> restorations) {
        return made.operation()
                .map(restorations::get)
                .filter(Restoration::inPlace)
                .isPresent();
    }

    private static boolean isOfOne(List<LabLedger.Entry> made, Map<UUID, UUID> servers) {
        return made.stream()
                        .map(entry -> entry.operation().map(servers::get))
                        .distinct()
                        .count()
                == 1;
    }

    private static <K> Map<K, List<LabLedger.Entry>> perKey(
            History history, Function<LabLedger.Entry, Stream<K>> keys) {
        record Made<K>(K key, LabLedger.Entry entry) {}
        return history.ledger()
                .effects("vm.created")
                .filter(entry ->
                        entry.vmId().filter(history.foreignVmIds()::contains).isEmpty())
                .flatMap(entry -> keys.apply(entry).map(key -> new Made<>(key, entry)))
                .collect(Collectors.groupingBy(Made::key, Collectors.mapping(Made::entry, Collectors.toList())));
    }
}
