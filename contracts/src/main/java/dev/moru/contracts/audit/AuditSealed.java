package dev.moru.contracts.audit;

import dev.moru.contracts.Event;
import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;
import java.util.List;

/**
 * Rows of the audit trail that were chained, with the signed checkpoint of their end. All of the trail has one subject, so
 * that batches arrive in the order of the chain.
 *
 * @param number of the last row
 * @param hash of the last row, in Base64
 * @param signature of number and hash, in Base64, with a key that is not kept in the database
 */
@MessageType(value = "dev.moru.audit.sealed.v1", topics = Topics.AUDIT)
public record AuditSealed(List<SealedRow> rows, long number, String hash, String signature) implements Event {

    public AuditSealed {
        rows = List.copyOf(rows);
    }
}
