package dev.moru.gateway.audit.persistence;

import dev.moru.contracts.Topics;
import dev.moru.contracts.audit.AuditSealed;
import dev.moru.contracts.audit.SealedRow;
import dev.moru.durable.MessageContext;
import dev.moru.durable.outbox.OutboundMessage;
import dev.moru.durable.outbox.Outbox;
import java.util.Base64;
import java.util.List;

/** Sends sealed rows and checkpoints to the audit topic, in the transaction that seals them. */
final class AuditPublication {

    /** One key for the whole trail, so that it arrives in the order of the chain. */
    private static final String SUBJECT = "audit";

    private final Outbox outbox;

    AuditPublication(Outbox outbox) {
        this.outbox = outbox;
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
