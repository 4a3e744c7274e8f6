package dev.moru.backup.point.work;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.moru.backup.BackupProperties;
import dev.moru.backup.archive.ArchiveFailure;
import dev.moru.backup.archive.ArchiveMark;
import dev.moru.backup.archive.Archives;
import dev.moru.backup.point.PointLife;
import dev.moru.backup.point.RemovalQueue;
import dev.moru.backup.point.RestorePoint;
import dev.moru.backup.point.RestorePoints;
import dev.moru.backup.site.Sites;
import dev.moru.contracts.backup.BackupState;
import dev.moru.durable.FailPoint;
import dev.moru.durable.MessageCodec;
import dev.moru.durable.work.Lease;
import dev.moru.durable.work.WorkHandler;
import dev.moru.durable.work.WorkItem;
import dev.moru.durable.work.WorkOutcome;
import dev.moru.durable.work.WorkQueue;
import dev.moru.durable.work.WorkRequest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Removes archives. One that is gone already is removed, so whoever follows just removes it again. */
@Component
class RemovalWork implements WorkHandler, RemovalQueue {

    private static final String KIND = "point.remove";

    private final WorkQueue queue;
    private final MessageCodec codec;
    private final RestorePoints points;
    private final Sites sites;
    private final Archives archives;
    private final ObjectProvider<PointLife> life;
    private final BackupProperties properties;

    RemovalWork(
            WorkQueue queue,
            MessageCodec codec,
            RestorePoints points,
            Sites sites,
            Archives archives,
            ObjectProvider<PointLife> life,
            BackupProperties properties) {
        this.queue = queue;
        this.codec = codec;
        this.points = points;
        this.sites = sites;
        this.archives = archives;
        this.life = life;
        this.properties = properties;
    }

    /** What is stored of an item. */
    record Payload(UUID point) {}

    @Override
    public void enqueue(UUID point) {
        queue.enqueue(List.of(new WorkRequest(
                UuidCreator.getTimeOrderedEpoch(), KIND, point, List.of(), new Payload(point), Duration.ZERO)));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public WorkOutcome perform(WorkItem item, Lease lease) {
        var id = codec.read(item.payload(), Payload.class).point();
        var wanted = points.find(id).filter(point -> point.backup().state() == BackupState.REMOVING);
        if (wanted.isEmpty()) {
            return WorkOutcome.done(() -> {});
        }
        if (wanted.get().isHeld()) {
            return later();
        }
        try {
            remove(wanted.get(), lease);
            FailPoint.reach("backup.after-removal");
            return WorkOutcome.done(() -> life.getObject().removed(id));
        } catch (ArchiveFailure failure) {
            return failure.kind() == ArchiveFailure.Kind.AWAY
                    ? later()
                    : WorkOutcome.done(() -> life.getObject().notRemoved(id, failure.detail()));
        }
    }

    private WorkOutcome later() {
        return WorkOutcome.again(properties.backup().retry(), () -> {});
    }

    private void remove(RestorePoint point, Lease lease) {
        var backup = point.backup();
        var site = sites.find(backup.site())
                .orElseThrow(() -> new ArchiveFailure(
                        ArchiveFailure.Kind.LASTING,
                        "site-unknown",
                        "The site is gone",
                        "site " + backup.site() + " is not configured any more",
                        null));
        var mark = new ArchiveMark(properties.installation(), backup.serverId(), point.vmId(), backup.id());
        point.archive().ifPresent(archive -> archives.remove(site, archive, mark, lease::callBudget));
    }
}
