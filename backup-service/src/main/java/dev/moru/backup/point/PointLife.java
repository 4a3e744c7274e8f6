package dev.moru.backup.point;

import dev.moru.contracts.backup.Backup;
import dev.moru.contracts.backup.BackupArchive;
import dev.moru.contracts.backup.BackupFailed;
import dev.moru.contracts.backup.BackupRemovalFailed;
import dev.moru.contracts.backup.BackupRemoved;
import dev.moru.contracts.backup.BackupState;
import dev.moru.contracts.backup.BackupTaken;
import dev.moru.contracts.backup.BackupVerification;
import dev.moru.contracts.backup.BackupVerificationFailed;
import dev.moru.contracts.backup.BackupVerified;
import dev.moru.contracts.backup.RemovalReason;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The life of a restore point: taken, held, verified, removed. All of it runs in the caller's transaction. */
public final class PointLife {

    private final RestorePoints points;
    private final PointEvents events;
    private final RemovalQueue removals;

    public PointLife(RestorePoints points, PointEvents events, RemovalQueue removals) {
        this.points = points;
        this.events = events;
        this.removals = removals;
    }

    public void begin(Backup backup, int vmId) {
        points.add(RestorePoint.begun(backup, vmId));
    }

    /** @return the point, if it was being taken until now */
    public Optional<RestorePoint> taken(UUID id, BackupArchive archive, Instant at) {
        return beingTaken(id).map(point -> {
            var taken = point.taken(archive, at);
            points.store(taken);
            events.tell(new BackupTaken(taken.backup()));
            return taken;
        });
    }

    public void failed(UUID id, String why) {
        beingTaken(id).ifPresent(point -> {
            var failed = point.failed(why);
            points.store(failed);
            events.tell(new BackupFailed(failed.backup()));
        });
    }

    private Optional<RestorePoint> beingTaken(UUID id) {
        return points.lock(id).filter(point -> point.backup().state() == BackupState.RUNNING);
    }

    /** Has it removed as soon as nobody brings it back any more. */
    public void remove(UUID id, RemovalReason reason) {
        points.lock(id).filter(RestorePoint::isAvailable).ifPresent(point -> {
            points.store(point.removing(reason));
            removals.enqueue(id);
        });
    }

    /** Only a backup of the project that it is asked for in: who may ask was looked at for that one. */
    public void removeRequested(UUID id, @Nullable String project) {
        points.find(id)
                .filter(point -> point.backup().project().equals(project))
                .ifPresent(point -> remove(id, RemovalReason.REQUESTED));
    }

    /** Its archive is gone. */
    public void removed(UUID id) {
        points.lock(id).filter(RestorePoint::isToBeRemoved).ifPresent(point -> {
            var removed = point.removed(points.now());
            points.store(removed);
            events.tell(new BackupRemoved(removed.backup(), Objects.requireNonNull(point.removal())));
        });
    }

    /** Its storage has it no longer, and nobody here has removed it. */
    public void vanished(UUID id) {
        points.lock(id).filter(RestorePoint::isAvailable).ifPresent(point -> {
            var gone = point.removing(RemovalReason.STORAGE).removed(points.now());
            points.store(gone);
            events.tell(new BackupRemoved(gone.backup(), RemovalReason.STORAGE));
        });
    }

    /** It stays, and whoever wanted it gone learns why. */
    public void notRemoved(UUID id, String why) {
        points.lock(id).filter(RestorePoint::isToBeRemoved).ifPresent(point -> {
            var kept = point.notRemoved(why);
            points.store(kept);
            events.tell(new BackupRemovalFailed(kept.backup()));
        });
    }

    /** An operation has ended: what it held may be removed again. */
    public void release(UUID operation) {
        points.lockHeldBy(operation).forEach(point -> points.store(point.releasedBy(operation)));
    }

    public void verified(UUID id, BackupVerification verification) {
        points.lock(id).filter(point -> isNews(point, verification)).ifPresent(point -> {
            var verified = point.verified(verification);
            points.store(verified);
            events.tell(
                    verification.passed()
                            ? new BackupVerified(verified.backup())
                            : new BackupVerificationFailed(verified.backup()));
        });
    }

    private static boolean isNews(RestorePoint point, BackupVerification verification) {
        var known = point.backup().verification();
        return known == null || !known.operation().equals(verification.operation());
    }
}
