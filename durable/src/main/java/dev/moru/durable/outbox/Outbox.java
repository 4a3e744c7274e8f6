package dev.moru.durable.outbox;

import dev.moru.durable.MessageCodec;
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

    /** @param afterCommit wakes the relay */
    public Outbox(JdbcTemplate jdbc, MessageCodec codec, Origin origin, Runnable afterCommit) {
        this.jdbc = jdbc;
        this.codec = codec;
        this.origin = origin;
        this.afterCommit = afterCommit;
    }

    public void append(OutboundMessage message) {
        append(List.of(message));
    }

    /** @throws IllegalStateException outside a transaction */
    public void append(List<OutboundMessage> messages) {
        requireTransaction();
        if (messages.isEmpty()) {
            return;
        }
        var columns = OutboxStatement.encode(messages, codec);
        jdbc.update(
                APPEND,
                columns.topics,
                columns.subjects,
                columns.attributes,
                columns.bodies,
                origin.source(),
                origin.epoch());
        wakeRelayAfterCommit();
    }

    /** Passes a record on as it came, to a topic of its own; used for dead letters. */
    public void appendRaw(String topic, String key, String headers, byte[] body) {
        requireTransaction();
        jdbc.update(
                "insert into outbox (source, epoch, topic, subject, raw_headers, body) values (?, ?, ?, ?, ?, ?)",
                origin.source(),
                origin.epoch(),
                topic,
                key,
                headers,
                body);
        wakeRelayAfterCommit();
    }

    private void wakeRelayAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                afterCommit.run();
            }
        });
    }

    private static void requireTransaction() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("messages are appended in the transaction of the state that they report");
        }
    }
}
