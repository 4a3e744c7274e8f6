package dev.moru.durable.consume;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.moru.durable.MessageCodec;
import dev.moru.durable.RawHeaders;
import dev.moru.durable.outbox.Outbox;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** Puts records aside: into a table, from where they can be handled again, and to the dead-letter topic, unchanged. */
final class DeadLetters {

    static final String TOPIC_SUFFIX = ".dlq";

    // Without the body: a thousand of them need not fit into the heap.
    private static final String COLUMNS =
            "id, topic, record_partition, record_offset, subject, headers, reason, dead_at";

    private static final String WAITING = "replayed_at is null and discarded_at is null";

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

    /** The oldest thousand. */
    List<StoredDeadLetter> stored() {
        return jdbc.query(
                "select " + COLUMNS + " from dead_letter where " + WAITING + " order by dead_at, id limit 1000",
                (row, n) -> read(row));
    }

    Optional<StoredDeadLetter> find(UUID id) {
        return jdbc
                .query("select " + COLUMNS + " from dead_letter where id = ? and " + WAITING, (row, n) -> read(row), id)
                .stream()
                .findFirst();
    }

    byte[] bodyOf(StoredDeadLetter letter) {
        return Objects.requireNonNull(
                jdbc.queryForObject("select body from dead_letter where id = ?", byte[].class, letter.id()));
    }

    /** @throws NoSuchElementException when it does not wait any more, perhaps since this very moment */
    void markReplayed(UUID id) {
        close(id, "replayed_at");
    }

    /** @throws NoSuchElementException when it does not wait any more */
    void discard(UUID id) {
        close(id, "discarded_at");
    }

    private void close(UUID id, String when) {
        if (jdbc.update("update dead_letter set " + when + " = now() where id = ? and " + WAITING, id) == 0) {
            throw new NoSuchElementException("no dead letter " + id + " waits");
        }
    }

    /** The record of a dead letter, as it was read. */
    ReceivedRecord restore(StoredDeadLetter letter, ReceivedRecord.Decoding decoding) {
        var headers = new HashMap<String, byte[]>();
        codec.read(letter.headers(), RawHeaders.class)
                .toKafka()
                .forEach(header -> headers.put(header.key(), header.value()));
        var position = new RecordPosition(letter.topic(), letter.partition(), letter.offset());
        return ReceivedRecord.decode(position, letter.key(), headers, bodyOf(letter), decoding);
    }

    private static StoredDeadLetter read(ResultSet row) throws SQLException {
        return new StoredDeadLetter(
                row.getObject("id", UUID.class),
                row.getString("topic"),
                row.getInt("record_partition"),
                row.getLong("record_offset"),
                row.getString("subject"),
                row.getString("headers"),
                row.getString("reason"),
                row.getTimestamp("dead_at").toInstant());
    }
}
