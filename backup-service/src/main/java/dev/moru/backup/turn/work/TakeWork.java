package dev.moru.backup.turn.work;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.moru.backup.BackupProperties;
import dev.moru.backup.archive.ArchiveFailure;
import dev.moru.backup.archive.ArchiveMark;
import dev.moru.backup.archive.Archives;
import dev.moru.backup.archive.TakeOrder;
import dev.moru.backup.archive.TakingStopped;
import dev.moru.backup.point.RestorePoint;
import dev.moru.backup.point.RestorePoints;
import dev.moru.backup.site.BackupSite;
import dev.moru.backup.site.Sites;
import dev.moru.backup.turn.BackupTurns;
import dev.moru.backup.turn.TakeQueue;
import dev.moru.backup.turn.TakingTurns;
import dev.moru.contracts.backup.BackupArchive;
import dev.moru.contracts.backup.BackupState;
import dev.moru.contracts.site.StorageClassSpec;
import dev.moru.durable.FailPoint;
import dev.moru.durable.MessageCodec;
import dev.moru.durable.work.Lane;
import dev.moru.durable.work.Lease;
import dev.moru.durable.work.WorkHandler;
import dev.moru.durable.work.WorkItem;
import dev.moru.durable.work.WorkOutcome;
import dev.moru.durable.work.WorkQueue;
import dev.moru.durable.work.WorkRequest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Takes backups, a few at a time on each node. */
@Component
class TakeWork implements WorkHandler, TakeQueue {

    private static final String KIND = "backup.take";

    private final WorkQueue queue;
    private final MessageCodec codec;
    private final RestorePoints points;
    private final BackupTurns turns;
    private final Sites sites;
    private final Archives archives;
    private final ObjectProvider<TakingTurns> taking;
    private final BackupProperties properties;

    TakeWork(
            WorkQueue queue,
            MessageCodec codec,
            RestorePoints points,
            BackupTurns turns,
            Sites sites,
            Archives archives,
            ObjectProvider<TakingTurns> taking,
            BackupProperties properties) {
        this.queue = queue;
        this.codec = codec;
        this.points = points;
        this.turns = turns;
        this.sites = sites;
        this.archives = archives;
        this.taking = taking;
        this.properties = properties;
    }

    @Override
    public void enqueue(Take take) {
        var lane = new Lane(
                take.site() + "/vzdump:" + take.node(), properties.backup().perNode());
        queue.enqueue(List.of(new WorkRequest(
                UuidCreator.getTimeOrderedEpoch(), KIND, take.server(), List.of(lane), take, Duration.ZERO)));
    }

    @Override
    public void stop(UUID server) {
        queue.requestCancel(server);
        queue.makeDue(server);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public WorkOutcome perform(WorkItem item, Lease lease) {
        var take = codec.read(item.payload(), Take.class);
        if (points.find(take.backup())
                .filter(point -> point.backup().state() == BackupState.RUNNING)
                .isEmpty()) {
            return WorkOutcome.done(() -> {});
        }
        var leased = new LeasedTaking(take, item, lease, taking.getObject(), codec, expiry(take));
        try {
            var taken = archives.take(order(take), leased);
            FailPoint.reach("backup.before-answer");
            return WorkOutcome.done(() -> {
                leased.writeLines();
                taking.getObject().succeeded(take, taken);
            });
        } catch (TakingStopped stopped) {
            return stopped(take, leased, String.valueOf(stopped.getMessage()));
        } catch (ArchiveFailure failure) {
            return onFailure(take, leased, failure);
        }
    }

    private LeasedTaking.Expiry expiry(Take take) {
        return () -> turns.find(take.server())
                .filter(turn -> turn.isTaking(take.backup()))
                .filter(turn -> turn.isPast(turns.now()))
                .isPresent();
    }

    /** A backup that may go on at a cluster which doesn't answer is not answered for: nobody else may act on the server. */
    private WorkOutcome onFailure(Take take, LeasedTaking leased, ArchiveFailure failure) {
        if (failure.kind() != ArchiveFailure.Kind.AWAY) {
            return WorkOutcome.done(() -> {
                leased.writeLines();
                taking.getObject().failed(take, failure);
            });
        }
        if (leased.wantsStop() && leased.lastIntent().isEmpty()) {
            return stopped(take, leased, "stopped before anything was begun: " + failure.detail());
        }
        var pause = properties.backup().retry();
        return WorkOutcome.again(pause, () -> {
            leased.writeLines();
            taking.getObject()
                    .waits(take, failure, "site %s, next try in %d s".formatted(take.site(), pause.toSeconds()));
        });
    }

    private WorkOutcome stopped(Take take, LeasedTaking leased, String message) {
        return WorkOutcome.done(() -> {
            leased.writeLines();
            taking.getObject().stopped(take, message);
        });
    }

    private TakeOrder order(Take take) {
        var site = sites.find(take.site())
                .orElseThrow(() -> new ArchiveFailure(
                        ArchiveFailure.Kind.AWAY,
                        "site-unknown",
                        "The site is not known yet",
                        "site " + take.site() + " is not configured",
                        null));
        return new TakeOrder(
                site,
                take.node(),
                new ArchiveMark(properties.installation(), take.server(), take.vmId(), take.backup()),
                storageClass(site, take.storageClass()),
                expectedBytes(take.server()));
    }

    /** One that was accepted just now may come after the backup that names it. */
    private @Nullable StorageClassSpec storageClass(BackupSite site, @Nullable String name) {
        if (name == null) {
            return null;
        }
        return sites.storageClass(site.id(), name)
                .orElseThrow(() -> new ArchiveFailure(
                        ArchiveFailure.Kind.AWAY,
                        "storage-class-not-found",
                        "The storage class is not known yet",
                        "site %s has no storage class %s".formatted(site.name(), name),
                        "add it, or let the policy name another"));
    }

    /** As large as the last one. */
    private long expectedBytes(UUID server) {
        return points.availableOf(server).stream()
                .findFirst()
                .flatMap(RestorePoint::archive)
                .map(BackupArchive::sizeBytes)
                .orElse(0L);
    }
}
