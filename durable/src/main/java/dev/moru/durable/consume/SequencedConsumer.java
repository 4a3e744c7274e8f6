package dev.moru.durable.consume;

import dev.moru.durable.CloudEventHeaders;
import dev.moru.durable.Envelope;
import dev.moru.durable.FailPoint;
import dev.moru.durable.FailPoints;
import dev.moru.durable.Traces;
import dev.moru.durable.UndecodableMessage;
import dev.moru.durable.database.Outages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.messaging.Message;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Handles what one poll brought in one transaction, each message once: the marks that say how far each stream was handled
 * are stored with what came of it. Redelivered, duplicated and replayed records are skipped for ever.
 *
 * <p>When the database is away the exception leaves, and the container delivers the poll again later. When the batch
 * fails for another reason its records are handled one by one, and one that fails by itself becomes a dead letter. A
 * handler that hangs is interrupted, early enough for a record at which it always does to delay the next one by less than
 * five seconds; one that does not heed interrupts is beyond help.
 */
public final class SequencedConsumer implements Consumer<Message<List<byte[]>>> {

    private static final Logger log = LoggerFactory.getLogger(SequencedConsumer.class);
    private static final int TRIES_OF_A_SINGLE_RECORD = 3;
    private static final int HANGS_OF_A_SINGLE_RECORD = 2;
    private static final Duration LIMIT_OF_A_BATCH = Duration.ofSeconds(2);
    private static final Duration LIMIT_OF_A_RECORD = Duration.ofSeconds(1);

    private final TransactionTemplate transaction;
    private final Marks marks;
    private final DeadLetters deadLetters;
    private final ConsumerMeters meters;
    private final ReceivedRecord.Decoding decoding;
    private final MessageHandler handler;
    private final Traces traces;

    SequencedConsumer(
            TransactionTemplate transaction,
            Marks marks,
            DeadLetters deadLetters,
            ConsumerMeters meters,
            ReceivedRecord.Decoding decoding,
            MessageHandler handler,
            Traces traces) {
        this.traces = traces;
        this.transaction = transaction;
        this.marks = marks;
        this.deadLetters = deadLetters;
        this.meters = meters;
        this.decoding = decoding;
        this.handler = handler;
    }

    @Override
    public void accept(Message<List<byte[]>> batch) {
        var records = PolledBatch.records(batch, decoding);
        if (!records.isEmpty()) {
            handle(records);
        }
    }

    void handle(List<ReceivedRecord> records) {
        try {
            handleInOneTransaction(records, LIMIT_OF_A_BATCH);
        } catch (RuntimeException e) {
            leaveWhenDatabaseIsAway(records, e);
            log.warn("A batch of {} records failed and is handled record by record", records.size(), e);
            records.forEach(this::handleAlone);
        }
    }

    private void handleAlone(ReceivedRecord record) {
        RuntimeException last = null;
        int hangs = 0;
        for (int tries = 0; tries < TRIES_OF_A_SINGLE_RECORD && hangs < HANGS_OF_A_SINGLE_RECORD; tries++) {
            try {
                handleInOneTransaction(List.of(record), LIMIT_OF_A_RECORD);
                return;
            } catch (RuntimeException e) {
                leaveWhenDatabaseIsAway(List.of(record), e);
                hangs += e instanceof Watchdog.Hanging ? 1 : 0;
                last = e;
            }
        }
        log.error("Record {} can't be handled and is put aside", record.position(), last);
        putAsideAlone(record.defect() == null ? record.defective("the handler failed: " + last) : record);
    }

    private void putAsideAlone(ReceivedRecord record) {
        try {
            handleInOneTransaction(List.of(record), LIMIT_OF_A_RECORD);
        } catch (RuntimeException e) {
            leaveWhenDatabaseIsAway(List.of(record), e);
            log.error("Nobody could be told that record {} was put aside", record.position(), e);
            commit(List.of(record), LIMIT_OF_A_RECORD, letter -> {});
        }
    }

    private void leaveWhenDatabaseIsAway(List<ReceivedRecord> records, RuntimeException failure) {
        if (Outages.isOutage(failure)) {
            meters.paused(records.get(0).position().topic());
            throw new DatabaseAway(failure);
        }
    }

    private void handleInOneTransaction(List<ReceivedRecord> records, Duration limit) {
        commit(records, limit, handler::onDeadLetter);
    }

    private void commit(List<ReceivedRecord> records, Duration limit, Consumer<DeadLetter> whoeverWaits) {
        var read = traced(
                records,
                () -> transaction.execute(status -> {
                    var reading = new Reading(marks.lock(streamsOf(records)));
                    records.forEach(reading::sort);
                    if (!reading.fresh.isEmpty()) {
                        Watchdog.run(limit, () -> handler.handle(reading.fresh));
                    }
                    reading.defective.forEach(
                            record -> reading.putAside += putAside(record, whoeverWaits, limit) ? 1 : 0);
                    marks.save(reading.moved);
                    FailPoint.reach(FailPoints.CONSUMER_BEFORE_COMMIT);
                    return reading;
                }));
        FailPoint.reach(FailPoints.CONSUMER_AFTER_COMMIT);
        read.report();
    }

    private Reading traced(List<ReceivedRecord> records, Supplier<Reading> action) {
        var name = "handle " + records.get(0).position().topic();
        var traceparents = records.stream().map(ReceivedRecord::traceparent).toList();
        var operation = records.size() == 1
                ? CloudEventHeaders.operationId(records.get(0).headers())
                : null;
        if (operation == null) {
            return traces.withinAll(name, traceparents, action);
        }
        try (var ignored = MDC.putCloseable("operation", operation.toString())) {
            return traces.withinAll(name, traceparents, action);
        }
    }

    /** Handles a dead letter again, past its mark. */
    void replay(StoredDeadLetter letter) {
        var record = deadLetters.restore(letter, decoding);
        if (record.defect() != null) {
            throw new UndecodableMessage("the record still can't be handled: " + record.defect(), null);
        }
        transaction.executeWithoutResult(status -> {
            deadLetters.markReplayed(letter.id());
            handler.handle(List.of(record.toMessage()));
        });
    }

    private static TreeSet<StreamKey> streamsOf(List<ReceivedRecord> records) {
        var streams = new TreeSet<StreamKey>();
        records.forEach(record -> record.stream().ifPresent(streams::add));
        return streams;
    }

    private boolean putAside(ReceivedRecord record, Consumer<DeadLetter> whoeverWaits, Duration limit) {
        var reason = record.defect() == null ? "unknown" : record.defect();
        var isNew = deadLetters.put(record, reason);
        if (isNew) {
            Watchdog.run(limit, () -> whoeverWaits.accept(record.toDeadLetter(reason)));
        }
        return isNew;
    }

    /** Sorts the records of a poll into those to be handled, those to be put aside, and those that were handled before. */
    private final class Reading {

        private final Map<StreamKey, Mark> stored;
        private final Map<StreamKey, Mark> moved = new HashMap<>();
        private final List<InboundMessage> fresh = new ArrayList<>();
        private final List<ReceivedRecord> defective = new ArrayList<>();
        private String topic = "";
        private int skipped;
        private int gaps;
        private int putAside;

        Reading(Map<StreamKey, Mark> stored) {
            this.stored = stored;
        }

        void sort(ReceivedRecord record) {
            topic = record.position().topic();
            var envelope = record.envelope();
            if (envelope == null) {
                defective.add(record);
                return;
            }
            if (!advance(StreamKey.of(record.position(), envelope), envelope)) {
                skipped++;
            } else if (record.defect() != null) {
                defective.add(record);
            } else {
                fresh.add(record.toMessage());
            }
        }

        private boolean advance(StreamKey stream, Envelope envelope) {
            var mark = moved.getOrDefault(stream, stored.getOrDefault(stream, Mark.NONE));
            if (mark.covers(envelope)) {
                return false;
            }
            // Whoever passes types over can't tell a gap from what it has passed over.
            if (decoding.readsAll() && !mark.isFollowedBy(envelope)) {
                gaps++;
                log.error("Stream {} has a gap: {} is followed by {}", stream, mark, Mark.of(envelope));
            }
            moved.put(stream, Mark.of(envelope));
            return true;
        }

        /** What was rolled back is not counted. */
        void report() {
            meters.handled(topic, fresh.size());
            meters.skipped(topic, skipped);
            meters.gaps(topic, gaps);
            meters.deadLetters(topic, putAside);
        }
    }

    /** The database did not take the poll; it comes again. */
    static final class DatabaseAway extends RuntimeException {

        DatabaseAway(Throwable cause) {
            super("the database did not take the records; they come again: " + cause.getMessage(), cause);
        }
    }
}
