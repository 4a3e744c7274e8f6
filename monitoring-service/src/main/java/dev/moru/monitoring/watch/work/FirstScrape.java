package dev.moru.monitoring.watch.work;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.moru.durable.MessageCodec;
import dev.moru.durable.work.Lease;
import dev.moru.durable.work.WorkHandler;
import dev.moru.durable.work.WorkItem;
import dev.moru.durable.work.WorkOutcome;
import dev.moru.durable.work.WorkQueue;
import dev.moru.durable.work.WorkRequest;
import dev.moru.monitoring.watch.ScrapeWaits;
import dev.moru.monitoring.watch.Scrapes;
import dev.moru.monitoring.watch.Watching;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Asks Prometheus again and again until it has scraped a server. Asking changes nothing, so whoever follows just asks. */
@Component
class FirstScrape implements WorkHandler, ScrapeWaits {

    private static final String KIND = "watch.first-scrape";
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final WorkQueue queue;
    private final MessageCodec codec;
    private final Scrapes scrapes;
    private final ObjectProvider<Watching> watching;

    FirstScrape(WorkQueue queue, MessageCodec codec, Scrapes scrapes, ObjectProvider<Watching> watching) {
        this.queue = queue;
        this.codec = codec;
        this.scrapes = scrapes;
        this.watching = watching;
    }

    /** What is stored of an item. */
    record Payload(UUID server, long turn) {}

    @Override
    public void await(UUID server, long turn) {
        queue.enqueue(List.of(new WorkRequest(
                UuidCreator.getTimeOrderedEpoch(), KIND, server, List.of(), new Payload(server, turn), Duration.ZERO)));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public WorkOutcome perform(WorkItem item, Lease lease) {
        var payload = codec.read(item.payload(), Payload.class);
        var sight = scrapes.of(payload.server());
        var watch = watching.getObject();
        return watch.isSettledBy(sight, payload.server(), payload.turn())
                ? WorkOutcome.done(() -> watch.learn(sight, payload.server(), payload.turn()))
                : WorkOutcome.again(PAUSE, () -> {});
    }
}
