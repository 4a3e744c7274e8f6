package dev.moru.durable.outbox;

import dev.moru.durable.CloudEventHeaders;
import dev.moru.durable.Envelope;
import dev.moru.durable.MessageCodec;
import dev.moru.durable.RawHeaders;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.common.header.Headers;
import org.springframework.jdbc.core.JdbcTemplate;

/** The rows that wait in the outbox, oldest first, without those of parked keys. */
final class OutboxRows {

    /** A batch is read at once: bodies of half a MiB each must not fill the heap. */
    private static final long MAX_BATCH_BYTES = 8L << 20;

    // The rows that the statement deletes are still visible to its query, which must leave them out.
    private static final String NEXT = """
            with done as (delete from outbox where position = any(?))
            select position, source, epoch, topic, subject, sequence, attributes, raw_headers, body from (
              select *, sum(octet_length(body)) over (order by position) - octet_length(body) as bytes_before
              from outbox o
              where position <> all(?) and topic <> all(?) and not exists (
                select 1 from outbox_parked p where p.topic = o.topic and p.subject = o.subject)
              order by position limit ?) batch
            where bytes_before < ? order by position
            """;

    private final JdbcTemplate jdbc;
    private final MessageCodec codec;
    private final int batchSize;

    OutboxRows(JdbcTemplate jdbc, MessageCodec codec, int batchSize) {
        this.jdbc = jdbc;
        this.codec = codec;
        this.batchSize = batchSize;
    }

    /** Deletes what was acknowledged and reads what comes next, in one round trip. */
    List<OutboxRow> next(List<Long> acknowledged, Set<String> withoutTopics) {
        var done = acknowledged.toArray(Long[]::new);
        return jdbc.query(
                NEXT,
                (row, n) -> read(row),
                done,
                done,
                withoutTopics.toArray(String[]::new),
                batchSize,
                MAX_BATCH_BYTES);
    }

    void park(OutboxRow row, String reason) {
        jdbc.update(
                "insert into outbox_parked (topic, subject, reason) values (?, ?, ?) on conflict do nothing",
                row.topic(),
                row.subject(),
                reason);
    }

    private OutboxRow read(ResultSet row) throws SQLException {
        return new OutboxRow(
                row.getLong("position"),
                row.getString("topic"),
                row.getString("subject"),
                headers(row),
                row.getBytes("body"));
    }

    private Headers headers(ResultSet row) throws SQLException {
        var raw = row.getString("raw_headers");
        if (raw != null) {
            return codec.read(raw, RawHeaders.class).toKafka();
        }
        var attributes = codec.read(row.getString("attributes"), OutboxStatement.Attributes.class);
        var id = UUID.fromString(attributes.id());
        return CloudEventHeaders.of(new Envelope(
                id,
                row.getString("source"),
                attributes.type(),
                row.getString("subject"),
                CloudEventHeaders.timeOf(id),
                row.getInt("epoch"),
                row.getLong("sequence"),
                attributes.context()));
    }
}
