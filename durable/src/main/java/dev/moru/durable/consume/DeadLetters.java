package dev.moru.durable.consume;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.moru.durable.MessageCodec;
import dev.moru.durable.outbox.Outbox;
import org.springframework.jdbc.core.JdbcTemplate;

/** Puts records aside: into a table, from where they can be handled again, and to the dead-letter topic, unchanged. */
final class DeadLetters {

    static final String TOPIC_SUFFIX = ".dlq";

    private static final String STORE = """
            insert into dead_letter (id, topic, record_partition, record_offset, subject, headers, body, reason)
            values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
            """;

    private final JdbcTemplate jdbc;
    private final MessageCodec codec;
    private final Outbox outbox;

    DeadLetters(JdbcTemplate jdbc, MessageCodec codec, Outbox outbox) {
        this.jdbc = jdbc;
        this.codec = codec;
        this.outbox = outbox;
    }

    /**
     * Runs in the transaction that moves the record's mark.
     *
     * @return whether it was put aside now, not before
     */
    boolean put(ReceivedRecord record, String reason) {
        var headers = record.rawHeaders();
        var position = record.position();
        var stored = jdbc.update(
                STORE,
                record.deadLetterId(),
                position.topic(),
                position.partition(),
                position.offset(),
                record.key(),
                codec.write(headers),
                record.bytes(),
                reason);
        if (stored == 1) {
            var explained = headers.with("moru_dead_letter_reason", reason.getBytes(UTF_8))
                    .with("moru_dead_letter_record", position.toString().getBytes(UTF_8));
            outbox.appendRaw(position.topic() + TOPIC_SUFFIX, record.key(), codec.write(explained), record.bytes());
        }
        return stored == 1;
    }
}
