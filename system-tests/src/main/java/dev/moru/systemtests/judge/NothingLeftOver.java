package dev.moru.systemtests.judge;

import dev.moru.contracts.MessageCatalog;
import dev.moru.contracts.operation.CleanupState;
import dev.moru.contracts.operation.OperationCleaned;
import dev.moru.systemtests.history.Disturbance.Kind;
import dev.moru.systemtests.history.Ending;
import dev.moru.systemtests.history.History;
import dev.moru.systemtests.history.LabState;
import dev.moru.systemtests.history.SpineRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Of a server that is not there, nothing is: no machine, no disk, no VM id, no address. Where the operation ended with
 * cleanup pending, that holds once the site has answered for a minute.
 */
final class NothingLeftOver implements Invariant {

    private static final String CLEANED = MessageCatalog.nameOf(OperationCleaned.class);
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Set<Kind> PUT_OFF = Set.of(
            Kind.SITE_AWAY, Kind.SITE_ILL, Kind.DATABASE_AWAY, Kind.BROKER_AWAY, Kind.DISK_FULL, Kind.OWNER_AWAY);

    private record Remains(Set<UUID> machines, Set<UUID> reservations, Set<UUID> addresses) {}

    @Override
    public String number() {
        return "I21";
    }

    @Override
    public String promise() {
        return "a create that failed or a server that was deleted leaves nothing behind";
    }

    @Override
    public void judge(History history, Findings findings) {
        if (history.database().tables().isEmpty()) {
            return;
        }
        var lastEnds = history.endingsOnServers()
                .collect(Collectors.toMap(
                        Ending::server,
                        ending -> ending,
                        (one, other) -> one.endedAt().isAfter(other.endedAt()) ? one : other));
        var remains = remains(history);
        lastEnds.values().stream()
                .filter(ending -> !ending.kept() && isSettled(history, ending))
                .forEach(ending -> expectNothing(ending, remains, findings));
        expectCleaned(history, findings);
        expectNoStrangers(history, lastEnds.keySet(), findings);
        expectNoLooseDisks(history, findings);
    }

    /** Whoever is told that something is left is told when it is gone. */
    private static void expectCleaned(History history, Findings findings) {
        var cleaned = history.records().stream()
                .filter(record -> record.type().equals(CLEANED))
                .map(SpineRecord::operationId)
                .collect(Collectors.toSet());
        history.endingsOnServers()
                .filter(ending -> ending.operation().cleanup() == CleanupState.PENDING && isSettled(history, ending))
                .forEach(ending -> findings.expect(
                        cleaned.contains(ending.operation().id()), "its cleanup is pending for ever: %s", ending));
    }

    private static boolean isSettled(History history, Ending ending) {
        var settled = history.disturbances(PUT_OFF)
                .map(disturbance -> disturbance.backAt())
                .filter(back -> back.isAfter(ending.endedAt()))
                .max(Instant::compareTo)
                .orElse(ending.endedAt())
                .plus(LIMIT);
        var promised = ending.operation().cleanup() != CleanupState.PENDING;
        return promised || history.database().at().isAfter(settled);
    }

    private static Remains remains(History history) {
        return new Remains(
                history.machines().map(LabState.Marked::server).collect(Collectors.toSet()),
                servers(history, "provisioning.vm"),
                servers(history, "provisioning.address"));
    }

    private static Set<UUID> servers(History history, String table) {
        return history.database()
                .rows(table)
                .map(row -> UUID.fromString(row.path("server_id").asString()))
                .collect(Collectors.toSet());
    }

    private static void expectNothing(Ending ending, Remains remains, Findings findings) {
        var server = ending.server();
        findings.expect(!remains.machines().contains(server), "a machine is left: %s", ending);
        findings.expect(!remains.reservations().contains(server), "a VM id is left reserved: %s", ending);
        findings.expect(!remains.addresses().contains(server), "an address is left reserved: %s", ending);
    }

    private static void expectNoStrangers(History history, Set<UUID> known, Findings findings) {
        var open = history.database()
                .rows("gateway.operation")
                .filter(row ->
                        Set.of("ACCEPTED", "RUNNING").contains(row.path("state").asString()))
                .map(row -> UUID.fromString(row.path("target_id").asString()))
                .collect(Collectors.toSet());
        history.machines()
                .forEach(machine -> findings.expect(
                        known.contains(machine.server()) || open.contains(machine.server()),
                        "machine %s bears a mark of a server that no operation speaks of",
                        machine));
    }

    private static void expectNoLooseDisks(History history, Findings findings) {
        var machines = history.lab().vmIds().collect(Collectors.toSet());
        history.lab()
                .diskOwners()
                .forEach(vmId ->
                        findings.expect(machines.contains(vmId), "a disk of VM %d is left, which is gone", vmId));
    }
}
