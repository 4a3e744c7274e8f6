package dev.moru.backup.point;

import dev.moru.contracts.backup.Backup;
import dev.moru.contracts.backup.BackupArchive;
import dev.moru.contracts.backup.BackupState;
import dev.moru.contracts.backup.BackupVerification;
import dev.moru.contracts.backup.RemovalReason;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A backup with what only this service needs to know of it.
 *
 * @param vmId of the guest that it was taken of
 * @param heldBy the operation that brings it back, before whose end it is not removed
 * @param removal why it is to be removed; null: it is not
 */
public record RestorePoint(
        Backup backup,
        int vmId,
        @Nullable UUID heldBy,
        @Nullable RemovalReason removal) {

    public UUID id() {
        return backup.id();
    }

    public boolean isAvailable() {
        return backup.state() == BackupState.AVAILABLE;
    }

    boolean isToBeRemoved() {
        return backup.state() == BackupState.REMOVING;
    }

    public Optional<BackupArchive> archive() {
        return Optional.ofNullable(backup.archive());
    }

    RestorePoint taken(BackupArchive archive, Instant at) {
        return with(BackupState.AVAILABLE, archive, at, null, null, null);
    }

    RestorePoint failed(String why) {
        return with(BackupState.FAILED, null, null, null, why, null);
    }

    RestorePoint removing(RemovalReason reason) {
        return new RestorePoint(
                change(BackupState.REMOVING, backup.archive(), backup.takenAt(), null, null, backup.verification()),
                vmId,
                heldBy,
                reason);
    }

    /** It stays, and is a restore point as before. */
    RestorePoint notRemoved(String why) {
        return new RestorePoint(
                change(BackupState.AVAILABLE, backup.archive(), backup.takenAt(), null, why, backup.verification()),
                vmId,
                heldBy,
                null);
    }

    RestorePoint removed(Instant at) {
        return with(BackupState.REMOVED, backup.archive(), backup.takenAt(), at, null, backup.verification());
    }

    RestorePoint verified(BackupVerification verification) {
        return with(backup.state(), backup.archive(), backup.takenAt(), null, backup.message(), verification);
    }

    public RestorePoint heldBy(@Nullable UUID operation) {
        return new RestorePoint(backup, vmId, operation, removal);
    }

    private RestorePoint with(
            BackupState state,
            @Nullable BackupArchive archive,
            @Nullable Instant takenAt,
            @Nullable Instant removedAt,
            @Nullable String message,
            @Nullable BackupVerification verification) {
        return new RestorePoint(
                change(state, archive, takenAt, removedAt, message, verification), vmId, heldBy, removal);
    }

    private Backup change(
            BackupState state,
            @Nullable BackupArchive archive,
            @Nullable Instant takenAt,
            @Nullable Instant removedAt,
            @Nullable String message,
            @Nullable BackupVerification verification) {
        return new Backup(
                backup.id(),
                state,
                backup.serverId(),
                backup.server(),
                backup.project(),
                backup.site(),
                backup.operation(),
                backup.policyId(),
                backup.policy(),
                archive,
                backup.spec(),
                backup.simulated(),
                backup.startedAt(),
                takenAt,
                removedAt,
                message,
                verification,
                backup.revision() + 1);
    }
}
