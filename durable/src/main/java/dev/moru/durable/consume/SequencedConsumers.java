package dev.moru.durable.consume;

import dev.moru.durable.MessageCodec;
import dev.moru.durable.outbox.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes the consumers of a service; each is the function of one binding in batch mode. */
public final class SequencedConsumers {

    private final TransactionTemplate transaction;
    private final Marks marks;
    private final MessageCodec codec;
    private final DeadLetters deadLetters;
    private final ConsumerMeters meters;

    public SequencedConsumers(
            TransactionTemplate transaction,
            JdbcTemplate jdbc,
            MessageCodec codec,
            Outbox outbox,
            MeterRegistry registry) {
        this.transaction = transaction;
        this.marks = new Marks(jdbc);
        this.codec = codec;
        this.deadLetters = new DeadLetters(jdbc, codec, outbox);
        this.meters = new ConsumerMeters(registry);
    }

    /** A command that nobody understands becomes a dead letter. */
    public SequencedConsumer forCommands(MessageHandler handler) {
        return consumer(UnknownTypes.DEAD_LETTER, handler);
    }

    /** An event whose type is unknown is handed over without a body. */
    public SequencedConsumer forEvents(MessageHandler handler) {
        return consumer(UnknownTypes.HAND_OVER, handler);
    }

    private SequencedConsumer consumer(UnknownTypes unknown, MessageHandler handler) {
        return new SequencedConsumer(
                transaction, marks, deadLetters, meters, new ReceivedRecord.Decoding(codec, unknown), handler);
    }
}
