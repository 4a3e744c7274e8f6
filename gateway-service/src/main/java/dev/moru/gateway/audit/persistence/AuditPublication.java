package dev.moru.gateway.audit.persistence;

import dev.moru.contracts.Topics;
import dev.moru.durable.MessageCodec;
import dev.moru.durable.RawHeaders;
import dev.moru.durable.outbox.Outbox;
import dev.moru.gateway.audit.AuditChain;
import dev.moru.gateway.request.Incoming;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends sealed rows and checkpoints to the audit topic, in the transaction that seals them. */
final class AuditPublication {

    /** One key for the whole trail, so that it arrives in the order of the chain. */
    private static final String KEY = "audit";

    private static final String TYPE = "dev.moru.audit.sealed.v1";

    private final Outbox outbox;
    private final MessageCodec codec;

    AuditPublication(Outbox outbox, MessageCodec codec) {
        this.outbox = outbox;
        this.codec = codec;
    }

    /** A sealed row as subscribers read it; columns in the order in which they are hashed. */
    record PublishedRow(long number, long position, Instant at, List<@Nullable String> columns, String hash) {
        static PublishedRow of(SealedRows.Sealed link) {
            AuditChain.Row row = link.row();
            return new PublishedRow(link.number(), row.position(), row.at(), row.columns(), text(link.hash()));
        }
    }

    /** A batch of the chain and the signature of its end. */
    record PublishedBatch(List<PublishedRow> rows, long number, String hash, String signature) {}

    void publish(List<SealedRows.Sealed> rows, SealedRows.Checkpoint checkpoint) {
        var batch = new PublishedBatch(
                rows.stream().map(PublishedRow::of).toList(),
                checkpoint.number(),
                text(checkpoint.hash()),
                text(checkpoint.signature()));
        outbox.appendRaw(
                Topics.AUDIT, KEY, codec.write(headers()), codec.write(batch).getBytes(StandardCharsets.UTF_8));
    }

    private static RawHeaders headers() {
        return new RawHeaders(List.of(
                header("ce_specversion", "1.0"),
                header("ce_id", Incoming.newId().toString()),
                header("ce_source", "/moru/gateway"),
                header("ce_type", TYPE),
                header("ce_subject", KEY),
                header("content-type", "application/json")));
    }

    private static RawHeaders.Header header(String name, String value) {
        return RawHeaders.header(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
