package dev.moru.durable.consume;

import dev.moru.durable.MessageCodec;
import dev.moru.durable.Traces;
import dev.moru.durable.outbox.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes the consumers of a service; each is the function of one binding in batch mode. */
public final class SequencedConsumers {

    private final TransactionTemplate transaction;
    private final Marks marks;
    private final MessageCodec codec;
    private final DeadLetters deadLetters;
    private final ConsumerMeters meters;
    private final Traces traces;
    private final Map<String, SequencedConsumer> byTopic = new ConcurrentHashMap<>();

    public SequencedConsumers(
            TransactionTemplate transaction,
            JdbcTemplate jdbc,
            MessageCodec codec,
            Outbox outbox,
            MeterRegistry registry) {
        this(transaction, jdbc, codec, outbox, registry, Traces.NONE);
    }

    public SequencedConsumers(
            TransactionTemplate transaction,
            JdbcTemplate jdbc,
            MessageCodec codec,
            Outbox outbox,
            MeterRegistry registry,
            Traces traces) {
        this.traces = traces;
        this.transaction = transaction;
        this.marks = Marks.ofConsumers(jdbc);
        this.codec = codec;
        this.deadLetters = new DeadLetters(jdbc, codec, outbox);
        this.meters = new ConsumerMeters(registry);
    }

    /** Reads a topic of commands: one that nobody understands becomes a dead letter. */
    public SequencedConsumer forCommands(String topic, MessageHandler handler) {
        return consumer(topic, ReceivedRecord.Decoding.ofAll(codec, UnknownTypes.DEAD_LETTER), handler);
    }

    /** Reads a topic of events: one whose type is unknown is handed over without a body. */
    public SequencedConsumer forEvents(String topic, MessageHandler handler) {
        return consumer(topic, ReceivedRecord.Decoding.ofAll(codec, UnknownTypes.HAND_OVER), handler);
    }

    /**
     * Reads of a topic of events those of a kind. The others cost the look at their type: neither are their bodies decoded,
     * nor is a mark kept for them.
     *
     * @param kind a class or interface that messages have
     */
    public SequencedConsumer forEvents(String topic, Class<?> kind, MessageHandler handler) {
        return consumer(topic, new ReceivedRecord.Decoding(codec, UnknownTypes.HAND_OVER, kind), handler);
    }

    private SequencedConsumer consumer(String topic, ReceivedRecord.Decoding decoding, MessageHandler handler) {
        var consumer = new SequencedConsumer(transaction, marks, deadLetters, meters, decoding, handler, traces);
        byTopic.put(topic, consumer);
        return consumer;
    }

    /** Dead letters that wait for a person, oldest first. */
    List<StoredDeadLetter> deadLetters() {
        return deadLetters.stored();
    }

    /** Empty when no such dead letter waits. */
    Optional<StoredDeadLetter> deadLetter(UUID id) {
        return deadLetters.find(id);
    }

    byte[] bodyOf(StoredDeadLetter letter) {
        return deadLetters.bodyOf(letter);
    }

    /**
     * Leaves a dead letter unhandled for good; it stays in the table and in its topic.
     *
     * @throws NoSuchElementException when it does not wait any more
     */
    void discard(StoredDeadLetter letter) {
        deadLetters.discard(letter.id());
    }

    /**
     * Hands a dead letter to the handler of its topic once more, past the mark, because the stream has gone on behind it.
     * What comes too late is for the handler to refuse. It is never published again.
     *
     * @throws NoSuchElementException when it does not wait any more, or this service reads its topic no more
     * @throws RuntimeException what the handler throws; the dead letter stays then
     */
    void replay(StoredDeadLetter letter) {
        var consumer = byTopic.get(letter.topic());
        if (consumer == null) {
            throw new NoSuchElementException("this service reads no " + letter.topic());
        }
        consumer.replay(letter);
    }
}
