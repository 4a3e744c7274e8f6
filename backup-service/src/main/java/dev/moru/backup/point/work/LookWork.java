package dev.moru.backup.point.work;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.moru.backup.archive.ArchiveFailure;
import dev.moru.backup.archive.Archives;
import dev.moru.backup.point.PointLife;
import dev.moru.backup.point.RestorePoint;
import dev.moru.backup.point.RestorePoints;
import dev.moru.backup.point.StorageLook;
import dev.moru.backup.site.Sites;
import dev.moru.durable.MessageCodec;
import dev.moru.durable.work.Lease;
import dev.moru.durable.work.WorkHandler;
import dev.moru.durable.work.WorkItem;
import dev.moru.durable.work.WorkOutcome;
import dev.moru.durable.work.WorkQueue;
import dev.moru.durable.work.WorkRequest;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Looks at the storages of a site for the archives that should be there. What can't be asked now is asked at the next look. */
@Component
class LookWork implements WorkHandler, StorageLook {

    private static final String KIND = "point.look";

    private final WorkQueue queue;
    private final MessageCodec codec;
    private final Sites sites;
    private final RestorePoints points;
    private final Archives archives;
    private final ObjectProvider<PointLife> life;

    LookWork(
            WorkQueue queue,
            MessageCodec codec,
            Sites sites,
            RestorePoints points,
            Archives archives,
            ObjectProvider<PointLife> life) {
        this.queue = queue;
        this.codec = codec;
        this.sites = sites;
        this.points = points;
        this.archives = archives;
        this.life = life;
    }

    /** What is stored of an item. */
    record Payload(String site) {}

    @Override
    public void begin() {
        queue.enqueue(sites.all().stream()
                .map(site -> new WorkRequest(
                        UuidCreator.getTimeOrderedEpoch(),
                        KIND,
                        site.id(),
                        List.of(),
                        new Payload(site.name()),
                        Duration.ZERO))
                .toList());
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public WorkOutcome perform(WorkItem item, Lease lease) {
        var name = codec.read(item.payload(), Payload.class).site();
        var expected = points.availableAt(name);
        var site = sites.find(name);
        if (expected.isEmpty() || site.isEmpty()) {
            return WorkOutcome.done(() -> {});
        }
        try {
            var wanted =
                    expected.stream().flatMap(point -> point.archive().stream()).toList();
            var missing = archives.missing(site.get(), wanted, lease::callBudget);
            return WorkOutcome.done(() -> expected.stream()
                    .filter(point -> point.archive().filter(missing::contains).isPresent())
                    .map(RestorePoint::id)
                    .sorted()
                    .forEach(life.getObject()::vanished));
        } catch (ArchiveFailure notNow) {
            return WorkOutcome.done(() -> {});
        }
    }
}
