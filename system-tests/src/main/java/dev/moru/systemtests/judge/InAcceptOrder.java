package dev.moru.systemtests.judge;

import dev.moru.contracts.MessageCatalog;
import dev.moru.contracts.operation.CancelOperation;
import dev.moru.systemtests.history.Ending;
import dev.moru.systemtests.history.History;
import dev.moru.systemtests.history.SpineRecord;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Commands of a server are numbered in the order of acceptance, so turns must begin in the order of these numbers. */
final class InAcceptOrder implements Invariant {

    private static final String CANCEL = MessageCatalog.nameOf(CancelOperation.class);

    @Override
    public String number() {
        return "I5";
    }

    @Override
    public String promise() {
        return "per server, effects in accept order; sequences without gaps";
    }

    @Override
    public void judge(History history, Findings findings) {
        history.records().stream()
                .collect(Collectors.groupingBy(SpineRecord::stream))
                .forEach((stream, records) -> expectNoGap(stream, records, findings));
        var started = startTimes(history);
        history.records().stream()
                .filter(record -> record.isCommand() && !record.type().equals(CANCEL))
                .filter(record -> record.operation().isPresent())
                .collect(Collectors.groupingBy(SpineRecord::stream))
                .values()
                .forEach(commands -> expectOrder(commands, started, findings));
    }

    /** Duplicates are allowed, and stand anywhere behind the first copy. */
    private static void expectNoGap(SpineRecord.Stream stream, List<SpineRecord> records, Findings findings) {
        findings.looked();
        long expected = 1;
        for (var record : inOrder(records, SpineRecord::offset)) {
            if (record.sequence() > expected) {
                findings.violated("%s goes from %d to %d: %s", stream, expected - 1, record.sequence(), record);
            }
            expected = Math.max(expected, record.sequence() + 1);
        }
    }

    private static Map<UUID, Instant> startTimes(History history) {
        var started = new HashMap<UUID, Instant>();
        history.endingsOnServers()
                .forEach((Ending ending) -> ending.startedAt()
                        .ifPresent(at -> started.put(ending.operation().id(), at)));
        return started;
    }

    private static void expectOrder(List<SpineRecord> commands, Map<UUID, Instant> started, Findings findings) {
        SpineRecord former = null;
        for (var command : inOrder(commands, SpineRecord::sequence)) {
            var at = started.get(command.operation().orElseThrow());
            if (at == null) {
                continue;
            }
            if (former != null) {
                var before = started.get(former.operation().orElseThrow());
                findings.expect(
                        before == null || !at.isBefore(before),
                        "%s began at %s, before %s at %s",
                        command,
                        at,
                        former,
                        before);
            }
            former = command;
        }
    }

    private static List<SpineRecord> inOrder(List<SpineRecord> records, Function<SpineRecord, Long> number) {
        return records.stream().sorted(Comparator.comparing(number)).toList();
    }
}
