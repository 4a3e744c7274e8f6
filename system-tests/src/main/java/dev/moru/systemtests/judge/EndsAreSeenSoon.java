package dev.moru.systemtests.judge;

import dev.moru.contracts.MessageCatalog;
import dev.moru.contracts.Topics;
import dev.moru.systemtests.history.Disturbance;
import dev.moru.systemtests.history.Frame;
import dev.moru.systemtests.history.History;
import dev.moru.systemtests.history.SpineRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Log lines, and what services tell each other, are in the journal and not in the stream. Whether readers resume without gap or duplicate is judged always, how soon they see an end only
 * when all is well.
 */
final class EndsAreSeenSoon implements Invariant {

    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final Duration SETTLED = Duration.ofSeconds(30);
    private static final Set<String> INTERNAL = MessageCatalog.types().stream()
            .filter(type -> !MessageCatalog.annotationOf(type).isPublic())
            .map(MessageCatalog::nameOf)
            .collect(Collectors.toSet());
    private static final double PERCENTILE = 0.99;
    private static final int ENOUGH = 100;
    private static final Set<Disturbance.Kind> ANYTHING = EnumSet.allOf(Disturbance.Kind.class);

    @Override
    public String number() {
        return "I15";
    }

    @Override
    public String promise() {
        return "the stream of events has no gap and no duplicate, and shows an end within 2 s (p99)";
    }

    @Override
    public void judge(History history, Findings findings) {
        var shown = new TreeMap<Long, UUID>();
        history.database()
                .rows("gateway.journal")
                .filter(row -> !row.path("topic").asString().equals(Topics.OPERATION_LOG))
                .filter(row -> !INTERNAL.contains(row.path("type").asString("")))
                .forEach(row -> shown.put(
                        row.path("position").asLong(),
                        UUID.fromString(row.path("id").asString())));
        // Readers went on while the tables were read.
        var last = shown.isEmpty() ? 0 : shown.lastKey();
        history.frames().stream()
                .filter(frame -> frame.position() <= last)
                .collect(Collectors.groupingBy(Frame::reader))
                .values()
                .forEach(frames -> expectEveryEvent(frames, shown, findings));
        expectSoon(history, findings);
    }

    /** What a reader has seen first and last is his own affair; between them it is all that the journal shows. */
    private static void expectEveryEvent(List<Frame> frames, NavigableMap<Long, UUID> shown, Findings findings) {
        Frame former = null;
        for (var frame : frames) {
            var expected = former == null ? Long.valueOf(frame.position()) : shown.higherKey(former.position());
            findings.expect(expected != null && expected == frame.position(), "%s came after %s", frame, former);
            findings.expect(
                    frame.event().equals(shown.get(frame.position())),
                    "%s, but the journal has %s there",
                    frame,
                    shown.get(frame.position()));
            former = frame;
        }
    }

    private static void expectSoon(History history, Findings findings) {
        var seen = history.frames().stream()
                .collect(Collectors.toMap(Frame::event, Frame::at, (one, other) -> one.isBefore(other) ? one : other));
        var begin = history.frames().stream()
                .map(Frame::at)
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
        var delays = history.records().stream()
                .filter(SpineRecord::isEnd)
                .filter(record -> record.at().isAfter(begin) && seen.containsKey(record.id()))
                .filter(record -> !history.isDisturbed(
                        ANYTHING, record.at().minus(SETTLED), record.at().plus(LIMIT)))
                .map(record -> Duration.between(record.at(), seen.get(record.id())))
                .sorted()
                .toList();
        if (delays.size() >= ENOUGH) {
            var delay = delays.get((int) (delays.size() * PERCENTILE));
            findings.expect(delay.compareTo(LIMIT) <= 0, "of %d ends the p99 was seen after %s", delays.size(), delay);
        }
    }
}
