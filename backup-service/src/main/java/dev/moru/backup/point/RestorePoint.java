package dev.moru.backup.point;

import dev.moru.contracts.backup.Backup;
import dev.moru.contracts.backup.BackupArchive;
import dev.moru.contracts.backup.BackupState;
import dev.moru.contracts.backup.BackupVerification;
import dev.moru.contracts.backup.RemovalReason;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A backup with what only this service needs to know of it.
 *
 * @param vmId of the guest that it was taken of
 * @param holders the operations that bring it back, before whose ends it is not removed
 * @param removal why it is to be removed; null: it is not
 */
public record RestorePoint(
        Backup backup,
        int vmId,
        Set<UUID> holders,
        @Nullable RemovalReason removal) {

    public RestorePoint {
        holders = holders == null ? Set.of() : Set.copyOf(holders);
    }

    static RestorePoint begun(Backup backup, int vmId) {
        return new RestorePoint(backup, vmId, Set.of(), null);
    }

    public UUID id() {
        return backup.id();
    }

    public boolean isAvailable() {
        return backup.state() == BackupState.AVAILABLE;
    }

    boolean isToBeRemoved() {
        return backup.state() == BackupState.REMOVING;
    }

    public boolean isHeld() {
        return !holders.isEmpty();
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
        return with(BackupState.REMOVING, null, null).because(reason);
    }

    /** It stays, and is a restore point as before. */
    RestorePoint notRemoved(String why) {
        return with(BackupState.AVAILABLE, null, why).because(null);
    }

    RestorePoint removed(Instant at) {
        return with(BackupState.REMOVED, at, null);
    }

    RestorePoint verified(BackupVerification verification) {
        return with(backup.state(), backup.archive(), backup.takenAt(), null, backup.message(), verification);
    }

    public RestorePoint heldBy(UUID operation) {
        var all = new HashSet<>(holders);
        all.add(operation);
        return new RestorePoint(backup, vmId, all, removal);
    }

    RestorePoint releasedBy(UUID operation) {
        var rest = new HashSet<>(holders);
        rest.remove(operation);
        return new RestorePoint(backup, vmId, rest, removal);
    }

    private RestorePoint because(@Nullable RemovalReason reason) {
        return new RestorePoint(backup, vmId, holders, reason);
    }

    private RestorePoint with(BackupState state, @Nullable Instant removedAt, @Nullable String message) {
        return with(state, backup.archive(), backup.takenAt(), removedAt, message, backup.verification());
    }

    private RestorePoint with(
            BackupState state,
            @Nullable BackupArchive archive,
            @Nullable Instant takenAt,
            @Nullable Instant removedAt,
            @Nullable String message,
            @Nullable BackupVerification verification) {
        var changed = new Backup(
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
        return new RestorePoint(changed, vmId, holders, removal);
    }
}
