package dev.moru.systemtests.judge;

import dev.moru.systemtests.history.History;
import dev.moru.systemtests.history.LabLedger;
import dev.moru.systemtests.history.Reserved;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The lab says when a machine was there, the tables what was reserved meanwhile. Also of an operation whose cleanup is pending
 * nothing may be given to somebody else.
 */
final class MachinesAreReserved implements Invariant {

    private record Machine(int vmId, @Nullable UUID server, Instant made, Instant gone) {

        boolean isThereAt(Reserved moment) {
            return made.isBefore(moment.from()) && gone.isAfter(moment.until());
        }
    }

    @Override
    public String number() {
        return "I21";
    }

    @Override
    public String promise() {
        return "what a machine has stays reserved as long as it is there";
    }

    @Override
    public void judge(History history, Findings findings) {
        var machines = machines(history);
        // Not every machine has an address.
        var everAddressed = history.reserved().stream()
                .flatMap(moment -> moment.addressed().stream())
                .collect(Collectors.toSet());
        history.reserved()
                .forEach(moment -> machines.stream()
                        .filter(machine -> machine.isThereAt(moment))
                        .forEach(machine -> expectReserved(machine, moment, everAddressed, findings)));
    }

    private static void expectReserved(Machine machine, Reserved moment, Set<UUID> everAddressed, Findings findings) {
        findings.expect(moment.vmIds().contains(machine.vmId()), "at %s VM id %s was free", moment.from(), machine);
        var server = machine.server();
        findings.expect(
                server == null
                        || !everAddressed.contains(server)
                        || moment.addressed().contains(server),
                "at %s the address was free of %s",
                moment.from(),
                machine);
    }

    /** One after the other under a VM id, where a server is overwritten. */
    private static List<Machine> machines(History history) {
        var servers = history.serversByOperation();
        var there = new HashMap<Integer, LabLedger.Entry>();
        var machines = new ArrayList<Machine>();
        history.ledger().entries().forEach(entry -> {
            int vmId = entry.vmId().orElse(0);
            if (entry.effect().filter("vm.destroyed"::equals).isPresent() && there.containsKey(vmId)) {
                machines.add(machine(there.remove(vmId), servers, entry.at()));
            } else if (isMade(entry) && !history.foreignVmIds().contains(vmId)) {
                there.put(vmId, entry);
            }
        });
        there.values().forEach(made -> machines.add(machine(made, servers, Instant.MAX)));
        return machines;
    }

    private static boolean isMade(LabLedger.Entry entry) {
        return entry.effect().filter("vm.created"::equals).isPresent()
                && entry.operation().isPresent();
    }

    private static Machine machine(LabLedger.Entry made, Map<UUID, UUID> servers, Instant gone) {
        return new Machine(
                made.vmId().orElseThrow(), servers.get(made.operation().orElseThrow()), made.at(), gone);
    }
}
