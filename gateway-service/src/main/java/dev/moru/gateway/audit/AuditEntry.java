package dev.moru.gateway.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row of the audit trail.
 *
 * @param action for example {@code server.create} or {@code session.create}
 * @param targetId an id, or a path where there is none
 * @param detail for people; never a secret, never a body
 */
public record AuditEntry(
        UUID id,
        Instant at,
        Requester requester,
        String action,
        Outcome outcome,
        @Nullable String project,
        @Nullable String targetKind,
        @Nullable String targetId,
        @Nullable String targetName,
        @Nullable UUID operation,
        @Nullable String detail) {

    /** What became of the request. */
    public enum Outcome {
        ACCEPTED,
        DENIED,
        FAILED
    }
}
