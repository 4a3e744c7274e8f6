package dev.moru.durable.consume;

import dev.moru.durable.Envelope;
import dev.moru.durable.FailPoint;
import dev.moru.durable.UndecodableMessage;
import dev.moru.durable.database.Outages;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.messaging.Message;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Handles what one poll brought in one transaction, each message once: the marks that say how far each stream was handled
 * are stored with what came of it. Redelivered, duplicated and replayed records are skipped for ever.
 *
 * <p>When the database is away the exception leaves, and the container delivers the poll again later. When the batch
 * fails for another reason its records are handled one by one, and one that fails by itself becomes a dead letter.
 */
public final class SequencedConsumer implements Consumer<Message<List<byte[]>>> {

    private static final Logger log = LoggerFactory.getLogger(SequencedConsumer.class);
    private static final int TRIES_OF_A_SINGLE_RECORD = 3;

    private final TransactionTemplate transaction;
    private final Marks marks;
    private final DeadLetters deadLetters;
    private final ConsumerMeters meters;
    private final ReceivedRecord.Decoding decoding;
    private final MessageHandler handler;

    SequencedConsumer(
            TransactionTemplate transaction,
            Marks marks,
            DeadLetters deadLetters,
            ConsumerMeters meters,
            ReceivedRecord.Decoding decoding,
            MessageHandler handler) {
        this.transaction = transaction;
        this.marks = marks;
        this.deadLetters = deadLetters;
        this.meters = meters;
        this.decoding = decoding;
        this.handler = handler;
    }

    @Override
    public void accept(Message<List<byte[]>> batch) {
        handle(PolledBatch.records(batch, decoding));
    }

    void handle(List<ReceivedRecord> records) {
        try {
            handleInOneTransaction(records);
        } catch (RuntimeException e) {
            leaveWhenDatabaseIsAway(e);
            log.warn("A batch of {} records failed and is handled record by record", records.size(), e);
            records.forEach(this::handleAlone);
        }
    }

    private void handleAlone(ReceivedRecord record) {
        RuntimeException last = null;
        for (int tries = 0; tries < TRIES_OF_A_SINGLE_RECORD; tries++) {
            try {
                handleInOneTransaction(List.of(record));
                return;
            } catch (RuntimeException e) {
                leaveWhenDatabaseIsAway(e);
                last = e;
            }
        }
        log.error("Record {} can't be handled and is put aside", record.position(), last);
        handleInOneTransaction(List.of(record.defective("the handler failed: " + last)));
    }

    private static void leaveWhenDatabaseIsAway(RuntimeException failure) {
        if (Outages.isOutage(failure)) {
            throw new DatabaseAway(failure);
        }
    }

    private void handleInOneTransaction(List<ReceivedRecord> records) {
        transaction.executeWithoutResult(status -> {
            var reading = new Reading(marks.lock(streamsOf(records)));
            records.forEach(reading::sort);
            handler.handle(reading.fresh);
            reading.defective.forEach(this::putAside);
            marks.save(reading.moved);
            FailPoint.reach("consumer.before-commit");
        });
        FailPoint.reach("consumer.after-commit");
    }

    /** Handles a dead letter again, past its mark. */
    void replay(StoredDeadLetter letter) {
        var record = deadLetters.restore(letter, decoding);
        if (record.defect() != null) {
            throw new UndecodableMessage("the record still can't be handled: " + record.defect(), null);
        }
        transaction.executeWithoutResult(status -> {
            handler.handle(List.of(record.toMessage()));
            deadLetters.markReplayed(letter.id());
        });
    }

    private static TreeSet<StreamKey> streamsOf(List<ReceivedRecord> records) {
        var streams = new TreeSet<StreamKey>();
        for (var record : records) {
            var envelope = record.envelope();
            if (envelope != null) {
                streams.add(StreamKey.of(record.position(), envelope));
            }
        }
        return streams;
    }

    private void putAside(ReceivedRecord record) {
        var reason = record.defect() == null ? "unknown" : record.defect();
        if (deadLetters.put(record, reason)) {
            meters.deadLetter(record.position().topic());
            handler.onDeadLetter(record.toDeadLetter(reason));
        }
    }

    /** Sorts the records of a poll into those to be handled, those to be put aside, and those that were handled before. */
    private final class Reading {

        private final Map<StreamKey, Mark> stored;
        private final Map<StreamKey, Mark> moved = new HashMap<>();
        private final List<InboundMessage> fresh = new ArrayList<>();
        private final List<ReceivedRecord> defective = new ArrayList<>();

        Reading(Map<StreamKey, Mark> stored) {
            this.stored = stored;
        }

        void sort(ReceivedRecord record) {
            var envelope = record.envelope();
            if (envelope == null) {
                defective.add(record);
                return;
            }
            if (!advance(StreamKey.of(record.position(), envelope), envelope)) {
                meters.skipped(record.position().topic());
            } else if (record.defect() != null) {
                defective.add(record);
            } else {
                meters.handled(record.position().topic());
                fresh.add(record.toMessage());
            }
        }

        private boolean advance(StreamKey stream, Envelope envelope) {
            var mark = moved.getOrDefault(stream, stored.getOrDefault(stream, new Mark(0, 0)));
            if (mark.covers(envelope)) {
                return false;
            }
            if (!mark.isFollowedBy(envelope)) {
                meters.gap(stream.topic());
                log.error("Stream {} has a gap: {} is followed by {}", stream, mark, Mark.of(envelope));
            }
            moved.put(stream, Mark.of(envelope));
            return true;
        }
    }

    /** The database did not take the poll; it comes again. */
    static final class DatabaseAway extends RuntimeException {

        DatabaseAway(Throwable cause) {
            super("the database did not take the records; they come again: " + cause.getMessage(), cause);
        }
    }
}
