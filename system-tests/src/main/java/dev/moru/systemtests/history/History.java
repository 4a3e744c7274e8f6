package dev.moru.systemtests.history;

import dev.moru.contracts.operation.OperationEnded;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A run, from records that the system under test can't retouch.
 *
 * @param exchanges what the clients asked and were answered
 * @param records what the topics hold
 * @param deadLetters what the dead-letter topics hold
 * @param poison records that no consumer can handle, which the harness has published
 * @param ledger what the lab saw
 * @param plays when config-service was at work for whom
 * @param lab what exists in the lab at the end
 * @param foreignVmIds guests of the lab that were never Moru's, among them copies that bear a mark of Moru's
 * @param foreignArchives archives of the lab that were never Moru's, by volume
 * @param subscriptions what the sinks had to hear of
 * @param receipts what the sinks took
 * @param frames what the readers of the event stream saw
 * @param disturbances what the harness did
 * @param recoveries how long it took to recover from it
 * @param reserved what was reserved, every now and then
 * @param alarms what was reported and taken, in this order
 * @param database the tables at the end
 */
public record History(
        List<Exchange> exchanges,
        List<SpineRecord> records,
        List<RawRecord> deadLetters,
        List<RawRecord> poison,
        LabLedger ledger,
        List<PlayTick> plays,
        LabState lab,
        Set<Integer> foreignVmIds,
        Set<String> foreignArchives,
        List<Subscription> subscriptions,
        List<Receipt> receipts,
        List<Frame> frames,
        List<Disturbance> disturbances,
        List<Recovery> recoveries,
        List<Reserved> reserved,
        List<Alarm> alarms,
        DatabaseDump database) {

    private static final String OPERATION_HEADER = "ce_operationid";

    public History {
        exchanges = List.copyOf(exchanges);
        records = List.copyOf(records);
        deadLetters = List.copyOf(deadLetters);
        poison = List.copyOf(poison);
        plays = List.copyOf(plays);
        foreignVmIds = Set.copyOf(foreignVmIds);
        // Earlier runs have not looked for this and the next two.
        foreignArchives = foreignArchives == null ? Set.of() : Set.copyOf(foreignArchives);
        subscriptions = List.copyOf(subscriptions);
        receipts = List.copyOf(receipts);
        frames = List.copyOf(frames);
        disturbances = List.copyOf(disturbances);
        recoveries = List.copyOf(recoveries);
        reserved = reserved == null ? List.of() : List.copyOf(reserved);
        alarms = alarms == null ? List.of() : List.copyOf(alarms);
    }

    /** The operations for which a client got a 202, with the first of these answers. */
    public Map<UUID, Exchange> accepted() {
        var accepted = new LinkedHashMap<UUID, Exchange>();
        exchanges.forEach(
                exchange -> exchange.operation().ifPresent(operation -> accepted.putIfAbsent(operation, exchange)));
        return accepted;
    }

    /** Operations that only poison speaks of. */
    public Set<UUID> poisoned() {
        return poison.stream()
                .map(RawRecord::headers)
                .map(headers -> headers.get(OPERATION_HEADER))
                .filter(Objects::nonNull)
                .map(UUID::fromString)
                .collect(Collectors.toSet());
    }

    /** The terminal events of each operation; more than one is already a violation. */
    public Map<UUID, List<Ending>> endings() {
        var first = new LinkedHashMap<UUID, SpineRecord>();
        records.stream().filter(SpineRecord::isEnd).forEach(record -> first.putIfAbsent(record.id(), record));
        return first.values().stream()
                .map(History::ending)
                .collect(Collectors.groupingBy(
                        ending -> ending.operation().id(), LinkedHashMap::new, Collectors.toList()));
    }

    /** Which server a machine belongs to, by the operation in its mark. */
    public Map<UUID, UUID> serversByOperation() {
        return endingsOnServers()
                .collect(Collectors.toMap(ending -> ending.operation().id(), Ending::server));
    }

    /** The endings of operations on servers, each operation once. */
    public Stream<Ending> endingsOnServers() {
        return endings().values().stream().map(all -> all.get(0)).filter(Ending::isOnServer);
    }

    /** What backups were to be brought back, by the operations that were to do it. */
    public Map<UUID, Restoration> restorations() {
        var restorations = new HashMap<UUID, Restoration>();
        records.forEach(record -> record.operation()
                .ifPresent(operation ->
                        Restoration.in(record).ifPresent(restoration -> restorations.put(operation, restoration))));
        return restorations;
    }

    /** The turns of each server that have begun, in their order: of those that begin at one moment, in that of acceptance. */
    public Map<UUID, List<Ending>> turns() {
        return endingsOnServers()
                .filter(ending -> ending.startedAt().isPresent())
                .sorted(Comparator.comparing(
                                (Ending ending) -> ending.startedAt().orElseThrow())
                        .thenComparing(ending -> ending.operation().createdAt())
                        .thenComparing(ending -> ending.operation().id()))
                .collect(Collectors.groupingBy(Ending::server));
    }

    /** What exists at the end and bears a mark that is true: a copy of a machine bears the mark of another one. */
    public Stream<LabState.Marked> machines() {
        return lab.marked().filter(machine -> !foreignVmIds.contains(machine.vmId()));
    }

    public Stream<Disturbance> disturbances(Set<Disturbance.Kind> kinds) {
        return disturbances.stream().filter(disturbance -> kinds.contains(disturbance.kind()));
    }

    /** Whether anything of these kinds was going on between two moments. */
    public boolean isDisturbed(Set<Disturbance.Kind> kinds, Instant begin, Instant end) {
        return disturbances(kinds).anyMatch(disturbance -> disturbance.overlaps(begin, end));
    }

    /**
     * Until when something may last that had to be over by a moment and a grace: the grace counts anew from when everything
     * that is needed was there again.
     */
    public Instant putOff(Instant moment, Duration grace, Set<Disturbance.Kind> needed) {
        var latest = moment.plus(grace);
        var outages = disturbances(needed)
                .sorted(Comparator.comparing(Disturbance::from))
                .toList();
        for (var outage : outages) {
            if (outage.overlaps(moment, latest)) {
                var later = outage.backAt().plus(grace);
                latest = later.isAfter(latest) ? later : latest;
            }
        }
        return latest;
    }

    private static Ending ending(SpineRecord record) {
        var ended = record.bodyAs(OperationEnded.class);
        return new Ending(record.id(), UUID.fromString(record.subject()), ended.operation(), ended.kept(), record.at());
    }
}
