package dev.moru.systemtests.judge;

import dev.moru.systemtests.history.Disturbance;
import dev.moru.systemtests.history.Frame;
import dev.moru.systemtests.history.History;
import dev.moru.systemtests.history.SpineRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Whether readers resume without gap or duplicate is judged always, how soon they see an end only when all is well. */
final class EndsAreSeenSoon implements Invariant {

    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final Duration SETTLED = Duration.ofSeconds(30);
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
        var journal = history.database()
                .rows("gateway.journal")
                .collect(Collectors.toMap(
                        row -> row.path("position").asLong(),
                        row -> UUID.fromString(row.path("id").asString())));
        var readers = history.frames().stream().collect(Collectors.groupingBy(Frame::reader));
        readers.forEach((reader, frames) -> expectEveryEvent(reader, frames, journal, findings));
        expectSoon(history, findings);
    }

    private static void expectEveryEvent(
            String reader, List<Frame> frames, Map<Long, UUID> journal, Findings findings) {
        for (int i = 0; i < frames.size(); i++) {
            var frame = frames.get(i);
            findings.expect(
                    i == 0 || frame.position() == frames.get(i - 1).position() + 1,
                    "%s saw %s after position %d",
                    reader,
                    frame,
                    i == 0 ? 0 : frames.get(i - 1).position());
            findings.expect(
                    frame.event().equals(journal.getOrDefault(frame.position(), frame.event())),
                    "%s saw %s, but the journal has %s there",
                    reader,
                    frame,
                    journal.get(frame.position()));
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
