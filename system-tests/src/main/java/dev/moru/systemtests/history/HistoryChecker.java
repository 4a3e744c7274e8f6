package dev.moru.systemtests.history;

import dev.moru.contracts.MessageCatalog;
import dev.moru.contracts.operation.OperationEnded;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Judges a history offline. An empty answer means that nothing was violated. */
public final class HistoryChecker {

    private static final String ENDED = MessageCatalog.nameOf(OperationEnded.class);

    private HistoryChecker() {}

    public static List<Violation> check(History history) {
        return Stream.<Function<History, List<Violation>>>of(
                        HistoryChecker::everyAcceptedOperationEndsOnce,
                        HistoryChecker::noOperationMakesTwoMachines,
                        HistoryChecker::noVmIdIsUsedTwice,
                        HistoryChecker::nothingForeignIsTouched,
                        HistoryChecker::sequencesHaveNoGaps)
                .flatMap(rule -> rule.apply(history).stream())
                .toList();
    }

    /** I1. A record that was published twice has the same id; two records with different ids are two ends. */
    private static List<Violation> everyAcceptedOperationEndsOnce(History history) {
        var ends = new HashMap<UUID, Set<UUID>>();
        history.records().stream()
                .filter(record -> record.type().equals(ENDED))
                .forEach(record -> record.operation()
                        .ifPresent(operation -> ends.computeIfAbsent(operation, key -> new HashSet<>())
                                .add(record.id())));
        var violations = new ArrayList<Violation>();
        history.accepted().stream()
                .filter(operation -> !ends.containsKey(operation))
                .forEach(operation ->
                        violations.add(new Violation("I1", "accepted operation " + operation + " has no end")));
        ends.forEach((operation, ids) -> {
            if (ids.size() > 1) {
                violations.add(new Violation("I1", "operation " + operation + " ended " + ids.size() + " times"));
            }
        });
        return violations;
    }

    /** I3, first part. */
    private static List<Violation> noOperationMakesTwoMachines(History history) {
        return created(history)
                .filter(entry -> entry.operation().isPresent())
                .collect(Collectors.groupingBy(entry -> entry.operation().orElseThrow(), Collectors.counting()))
                .entrySet()
                .stream()
                .filter(made -> made.getValue() > 1)
                .map(made ->
                        new Violation("I3", "operation " + made.getKey() + " made " + made.getValue() + " machines"))
                .toList();
    }

    /** I3, second part. */
    private static List<Violation> noVmIdIsUsedTwice(History history) {
        return created(history)
                .flatMap(entry -> entry.vmId().stream())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .entrySet()
                .stream()
                .filter(used -> used.getValue() > 1)
                .map(used -> new Violation("I3", "VM id " + used.getKey() + " was made " + used.getValue() + " times"))
                .toList();
    }

    private static Stream<LabLedger.Entry> created(History history) {
        return history.ledger().entries().stream()
                .filter(entry -> entry.effect().filter("vm.created"::equals).isPresent());
    }

    /** I3, third part: calls as well as effects. A template is cloned, which changes the new machine only. */
    private static List<Violation> nothingForeignIsTouched(History history) {
        return history.ledger().entries().stream()
                .filter(entry ->
                        entry.vmId().filter(history.foreignVmIds()::contains).isPresent())
                .map(entry -> new Violation("I3", "a foreign guest was touched: " + entry.line()))
                .toList();
    }

    /** I5, second part. Duplicates are allowed, gaps are not. */
    private static List<Violation> sequencesHaveNoGaps(History history) {
        record Stream(String topic, String source, String subject) {}
        Map<Stream, List<SpineRecord>> streams = history.records().stream()
                .collect(
                        Collectors.groupingBy(record -> new Stream(record.topic(), record.source(), record.subject())));
        var violations = new ArrayList<Violation>();
        streams.forEach((stream, records) -> {
            long expected = 1;
            records.sort(Comparator.comparingLong(SpineRecord::offset));
            for (var record : records) {
                if (record.sequence() > expected) {
                    violations.add(
                            new Violation("I5", stream + " goes from " + (expected - 1) + " to " + record.sequence()));
                }
                expected = Math.max(expected, record.sequence() + 1);
            }
        });
        return violations;
    }
}
