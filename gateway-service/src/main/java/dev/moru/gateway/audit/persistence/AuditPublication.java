package dev.moru.gateway.audit.persistence;

import dev.moru.contracts.Topics;
import dev.moru.contracts.audit.AuditSealed;
import dev.moru.contracts.audit.SealedRow;
import dev.moru.durable.MessageContext;
import dev.moru.durable.outbox.OutboundMessage;
import dev.moru.durable.outbox.Outbox;
import dev.moru.durable.outbox.OutboxStatement;
import dev.moru.gateway.audit.AuditChain;
import java.util.Base64;
import java.util.List;

/** Sends sealed rows and checkpoints to the audit topic, in the transaction that seals them. */
final class AuditPublication {

    /** One key for the whole trail, so that it arrives in the order of the chain. */
    private static final String SUBJECT = "audit";

    /** In JSON a char takes six bytes at most; the rest is for numbers and hashes. */
    private static final int MOST_CHARS = OutboxStatement.MAX_BODY_BYTES / 8;

    private final Outbox outbox;

    AuditPublication(Outbox outbox) {
        this.outbox = outbox;
    }

    /** As many of the first rows as one message holds; one at least. Some name the path of a request, which may be long. */
    static List<AuditChain.Row> thatFit(List<AuditChain.Row> rows) {
        int count = 0;
        long chars = 0;
        while (count < rows.size()) {
            chars += charsOf(rows.get(count));
            if (count > 0 && chars > MOST_CHARS) {
                break;
            }
            count++;
        }
        return rows.subList(0, count);
    }

    private static long charsOf(AuditChain.Row row) {
        return row.columns().stream()
                .mapToLong(column -> column == null ? 0 : column.length())
                .sum();
    }

    void publish(List<SealedRows.Sealed> rows, SealedRows.Checkpoint checkpoint) {
        var batch = new AuditSealed(
                rows.stream().map(AuditPublication::published).toList(),
                checkpoint.number(),
                text(checkpoint.hash()),
                text(checkpoint.signature()));
        outbox.append(new OutboundMessage(Topics.AUDIT, SUBJECT, batch, MessageContext.NONE.withSeverity("info")));
    }

    private static SealedRow published(SealedRows.Sealed link) {
        var row = link.row();
        return new SealedRow(link.number(), row.position(), row.at(), row.columns(), text(link.hash()));
    }

    private static String text(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
