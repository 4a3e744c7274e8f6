package dev.moru.gateway.server;

import dev.moru.contracts.server.ServerSpec;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The desired state of a server: what was accepted, not what is there.
 *
 * @param origin {@code created} or {@code adopted}
 * @param version the ETag
 * @param acceptedSequence how many commands have been accepted for it
 * @param deletionProtected whether a delete is refused
 * @param spec absent until an adoption has told what is there
 * @param openOperations how many of its operations have not ended
 */
public record Head(
        UUID id,
        String project,
        String name,
        String site,
        String origin,
        long version,
        long acceptedSequence,
        boolean deletionProtected,
        @Nullable ServerSpec spec,
        boolean deleting,
        int openOperations,
        Instant createdAt,
        Instant updatedAt) {

    /** One runs and sixteen wait. */
    public static final int MOST_OPEN_OPERATIONS = 17;

    public static Head created(UUID id, String project, ServerSpec spec, Instant at) {
        return new Head(
                id,
                project,
                spec.name(),
                spec.site(),
                "created",
                1,
                1,
                spec.deletionProtected(),
                spec,
                false,
                1,
                at,
                at);
    }

    /** An adopted server is protected from the start. */
    public static Head adopted(UUID id, String project, String name, String site, Instant at) {
        return new Head(id, project, name, site, "adopted", 1, 1, true, null, false, 1, at, at);
    }

    public boolean isFull() {
        return openOperations >= MOST_OPEN_OPERATIONS;
    }

    public Head withOpenOperation(Instant at) {
        return new Head(
                id,
                project,
                name,
                site,
                origin,
                version,
                acceptedSequence + 1,
                deletionProtected,
                spec,
                deleting,
                openOperations + 1,
                createdAt,
                at);
    }

    public Head withDesired(@Nullable ServerSpec wanted, boolean nowProtected) {
        return new Head(
                id,
                project,
                name,
                site,
                origin,
                version + 1,
                acceptedSequence,
                nowProtected,
                wanted,
                deleting,
                openOperations,
                createdAt,
                updatedAt);
    }

    public Head goingAway() {
        return new Head(
                id,
                project,
                name,
                site,
                origin,
                version + 1,
                acceptedSequence,
                deletionProtected,
                spec,
                true,
                openOperations,
                createdAt,
                updatedAt);
    }
}
