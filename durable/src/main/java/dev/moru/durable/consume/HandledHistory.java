package dev.moru.durable.consume;

import dev.moru.durable.Envelope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What a service has handled of its topics, read again from their beginning: without duplicates, without what was put
 * aside, and without what was sent between a backup and the restore from it. It never runs ahead of the consumers, so whoever makes their work anew ends where they stand.
 */
public final class HandledHistory implements AutoCloseable {

    private static final int AT_A_TIME = 5_000;

    /**
     * A stretch of the history.
     *
     * @param isLast whether nothing more had been handled when it was read
     */
    public record Stretch(List<InboundMessage> messages, boolean isLast) {}

    private final JdbcTemplate jdbc;
    private final MergedPartitions records;
    private final Marks handled;
    private final Marks read;
    private final EpochBegins begins;
    private final List<String> topics;

    HandledHistory(JdbcTemplate jdbc, MergedPartitions records, List<String> topics, String marksOfReader) {
        this.jdbc = jdbc;
        this.records = records;
        this.handled = Marks.ofConsumers(jdbc);
        this.read = Marks.ofReader(jdbc, marksOfReader);
        this.begins = new EpochBegins(jdbc);
        this.topics = List.copyOf(topics);
    }

    /** The topics whose oldest records are gone, so that their history does not begin at its beginning. */
    public Set<String> trimmedTopics() {
        return records.trimmed();
    }

    /** The next stretch; in the running transaction, which also moves the reader's marks. */
    public Stretch next() {
        var polled = records.next(AT_A_TIME);
        var streams = streamsOf(polled);
        var reading = new Reading(handled.read(streams), read.lock(streams), begins.of(streams), putAside());
        polled.forEach(reading::sort);
        reading.unhandled.values().forEach(records::returnTo);
        read.save(reading.moved);
        return new Stretch(reading.messages, polled.size() < AT_A_TIME || reading.passed == 0);
    }

    private static TreeSet<StreamKey> streamsOf(List<ReceivedRecord> records) {
        var streams = new TreeSet<StreamKey>();
        records.forEach(record -> record.stream().ifPresent(streams::add));
        return streams;
    }

    private Set<UUID> putAside() {
        return new HashSet<>(jdbc.queryForList(
                "select id from dead_letter where topic = any(?) and replayed_at is null", UUID.class, (Object)
                        topics.toArray(String[]::new)));
    }

    @Override
    public void close() {
        records.close();
    }

    /** Sorts records into those that were handled, and those at which the consumers stand. */
    private static final class Reading {

        private final Map<StreamKey, Mark> handled;
        private final Map<StreamKey, Mark> read;
        private final EpochBegins.Bounds bounds;
        private final Set<UUID> putAside;
        private final Map<StreamKey, Mark> moved = new HashMap<>();
        private final List<InboundMessage> messages = new ArrayList<>();
        /** By partition, the first record that nobody has handled yet. */
        private final Map<String, RecordPosition> unhandled = new HashMap<>();

        private int passed;

        Reading(
                Map<StreamKey, Mark> handled,
                Map<StreamKey, Mark> read,
                EpochBegins.Bounds bounds,
                Set<UUID> putAside) {
            this.handled = handled;
            this.read = read;
            this.bounds = bounds;
            this.putAside = putAside;
        }

        void sort(ReceivedRecord record) {
            var partition = record.position().topic() + " " + record.position().partition();
            if (unhandled.containsKey(partition)) {
                return;
            }
            var envelope = record.envelope();
            if (envelope != null && !pass(envelope, StreamKey.of(record.position(), envelope), record)) {
                unhandled.put(partition, record.position());
            } else {
                passed++;
            }
        }

        /** False when it was not handled yet. */
        private boolean pass(Envelope envelope, StreamKey stream, ReceivedRecord record) {
            if (bounds.exclude(stream, envelope)) {
                return true;
            }
            if (!handled.getOrDefault(stream, Mark.NONE).covers(envelope)) {
                return false;
            }
            if (!moved.getOrDefault(stream, read.getOrDefault(stream, Mark.NONE))
                    .covers(envelope)) {
                moved.put(stream, Mark.of(envelope));
                take(record);
            }
            return true;
        }

        private void take(ReceivedRecord record) {
            if (record.defect() == null && (putAside.isEmpty() || !putAside.contains(record.deadLetterId()))) {
                messages.add(record.toMessage());
            }
        }
    }
}
