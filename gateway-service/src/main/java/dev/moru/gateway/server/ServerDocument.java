package dev.moru.gateway.server;

import dev.moru.contracts.server.ServerSpec;
import dev.moru.contracts.server.ServerStatus;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A server, as the API shows it: what is wanted, as it was accepted, and what is there, as it was last reported.
 *
 * @param driver absent until its owner has chosen it
 * @param spec absent until an adoption has told what is there
 * @param recoveryPoint how old its newest backup is against what its policy wants; absent without a policy, and until the first
 *     word of it
 * @param revision of what is wanted; the ETag
 */
record ServerDocument(
        UUID id,
        String name,
        String project,
        String kind,
        String origin,
        @Nullable String driver,
        @Nullable ServerSpec spec,
        ServerStatus status,
        boolean simulated,
        @Nullable ServerRecovery recoveryPoint,
        long revision,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) {}
