package dev.moru.contracts.backup;

import dev.moru.contracts.server.ServerSpec;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A backup as its owner knows it; each report replaces the older ones.
 *
 * @param serverId whose it is; that server may be gone
 * @param operation that has taken it
 * @param policyId that asked for it; null when a person did
 * @param archive where it lies; null before it was taken, and when it was not
 * @param spec of the server when it was taken
 * @param simulated whether its site is a simulation
 * @param takenAt the moment that a restore brings back; null before it was taken
 * @param message for people: why it failed, or was not removed
 * @param verification the last one; null when there was none
 * @param revision counts the reports, from 1
 */
public record Backup(
        UUID id,
        BackupState state,
        UUID serverId,
        String server,
        String project,
        String site,
        UUID operation,
        @Nullable UUID policyId,
        @Nullable String policy,
        @Nullable BackupArchive archive,
        ServerSpec spec,
        boolean simulated,
        Instant startedAt,
        @Nullable Instant takenAt,
        @Nullable Instant removedAt,
        @Nullable String message,
        @Nullable BackupVerification verification,
        long revision) {}
