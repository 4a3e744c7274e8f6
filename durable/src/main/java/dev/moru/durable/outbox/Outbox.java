package dev.moru.durable.outbox;

import dev.moru.durable.MessageCodec;
import dev.moru.durable.Traces;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Appends messages in the running transaction; they leave for Kafka when it has committed, and never otherwise. */
public final class Outbox {

    private static final String APPEND = OutboxStatement.SQL.replaceAll("\\$\\d", "?");

    private final JdbcTemplate jdbc;
    private final MessageCodec codec;
    private final Origin origin;
    private final Runnable afterCommit;
    private final Traces traces;

    /** @param afterCommit wakes the relay */
    public Outbox(JdbcTemplate jdbc, MessageCodec codec, Origin origin, Runnable afterCommit) {
        this(jdbc, codec, origin, afterCommit, Traces.NONE);
    }

    /**
     * @param afterCommit wakes the relay
     * @param traces gives messages without a trace context that of the running span
     */
    public Outbox(JdbcTemplate jdbc, MessageCodec codec, Origin origin, Runnable afterCommit, Traces traces) {
        this.traces = traces;
        this.jdbc = jdbc;
        this.codec = codec;
        this.origin = origin;
        this.afterCommit = afterCommit;
    }

    public void append(OutboundMessage message) {
        append(List.of(message));
    }

    /**
     * Messages are written right before the commit, in one statement, so that streams are locked in one order, late, and
     * for the shortest time.
     *
     * @throws IllegalStateException outside a transaction
     */
    public void append(List<OutboundMessage> messages) {
        if (!messages.isEmpty()) {
            var traceparent = traces.current();
            ofThisTransaction().add(traceparent == null ? messages : traced(messages, traceparent));
        }
    }

    private static List<OutboundMessage> traced(List<OutboundMessage> messages, String traceparent) {
        return messages.stream()
                .map(message -> message.context().traceparent() == null ? message.tracedBy(traceparent) : message)
                .toList();
    }

    /** Passes a record on as it came, to a topic of its own; used for dead letters. */
    public void appendRaw(String topic, String key, String headers, byte[] body) {
        ofThisTransaction();
        jdbc.update(
                "insert into outbox (source, epoch, topic, subject, raw_headers, body) values (?, ?, ?, ?, ?, ?)",
                origin.source(),
                origin.epoch(),
                topic,
                key,
                headers,
                body);
    }

    private void write(List<OutboundMessage> messages) {
        var columns = OutboxStatement.encode(messages, codec);
        jdbc.update(
                APPEND,
                columns.topics,
                columns.subjects,
                columns.attributes,
                columns.bodies,
                origin.source(),
                origin.epoch());
    }

    private Unwritten ofThisTransaction() {
        requireTransaction();
        var unwritten = (Unwritten) TransactionSynchronizationManager.getResource(this);
        if (unwritten == null) {
            unwritten = new Unwritten();
            TransactionSynchronizationManager.bindResource(this, unwritten);
            TransactionSynchronizationManager.registerSynchronization(unwritten);
        }
        return unwritten;
    }

    /** The messages of one transaction. */
    private final class Unwritten implements TransactionSynchronization {

        private final List<OutboundMessage> messages = new ArrayList<>();
        private boolean committing;

        void add(List<OutboundMessage> more) {
            if (committing) {
                write(more);
            } else {
                messages.addAll(more);
            }
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            committing = true;
            if (!messages.isEmpty()) {
                write(messages);
            }
        }

        @Override
        public void afterCommit() {
            afterCommit.run();
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(Outbox.this);
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(Outbox.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(Outbox.this, this);
        }
    }

    private static void requireTransaction() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("messages are appended in the transaction of the state that they report");
        }
    }
}
