package dev.moru.durable.outbox;

import dev.moru.durable.FailPoint;
import dev.moru.durable.LeaderLease;
import dev.moru.durable.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Publishes the rows of the outbox in order and deletes what Kafka has acknowledged. It runs on the replica that holds the
 * lease; a former holder that wakes up late publishes duplicates at worst, which every consumer skips.
 */
public final class OutboxRelay implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);

    private final OutboxRows rows;
    private final LeaderLease lease;
    private final KafkaTemplate<String, byte[]> kafka;
    private final RelayMeters meters;
    private final Duration idlePoll;
    private final Signal wake = new Signal();
    private volatile boolean running;
    private volatile Thread thread = Thread.currentThread();

    OutboxRelay(
            OutboxRows rows,
            LeaderLease lease,
            KafkaTemplate<String, byte[]> kafka,
            RelayMeters meters,
            Duration idlePoll) {
        this.rows = rows;
        this.lease = lease;
        this.kafka = kafka;
        this.meters = meters;
        this.idlePoll = idlePoll;
    }

    /** Tells the relay that rows have been committed. */
    public void wake() {
        wake.raise();
    }

    @Override
    public void start() {
        running = true;
        thread = new Thread(this::run, "outbox-relay");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (running) {
            try {
                var leading = lease.isHeld();
                meters.leading(leading);
                if (!leading || relayOnce() == 0) {
                    wake.await(idlePoll);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                log.warn("The outbox waits: {}", String.valueOf(e.getMessage()));
                pause();
            }
        }
    }

    /** @return how many rows were published and deleted */
    private int relayOnce() throws InterruptedException {
        var begin = System.nanoTime();
        var batch = rows.next();
        if (batch.isEmpty()) {
            return 0;
        }
        var acknowledged = awaitAll(sendAll(batch));
        FailPoint.reach("relay.after-publish");
        rows.delete(acknowledged);
        meters.published(acknowledged.size(), Duration.ofNanos(System.nanoTime() - begin));
        return acknowledged.size();
    }

    private List<Sent> sendAll(List<OutboxRow> batch) {
        var sent = new ArrayList<Sent>(batch.size());
        var heldBack = new HashSet<String>();
        for (var row : batch) {
            if (heldBack.contains(row.stream())) {
                continue;
            }
            var future = send(row);
            if (future.isCompletedExceptionally()) {
                heldBack.add(row.stream());
            }
            sent.add(new Sent(row, future));
        }
        kafka.flush();
        return sent;
    }

    private CompletableFuture<?> send(OutboxRow row) {
        try {
            return kafka.send(row.toRecord());
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private List<Long> awaitAll(List<Sent> sent) throws InterruptedException {
        var acknowledged = new ArrayList<Long>(sent.size());
        for (var one : sent) {
            try {
                one.future().get();
                acknowledged.add(one.row().position());
            } catch (ExecutionException e) {
                refused(one.row(), e.getCause() == null ? e : e.getCause());
            }
        }
        return acknowledged;
    }

    private void refused(OutboxRow row, Throwable reason) throws InterruptedException {
        meters.refused();
        if (Refusals.isFinal(reason)) {
            log.error(
                    "Kafka refuses record {} of {} for good; its key is parked", row.position(), row.stream(), reason);
            rows.park(row, String.valueOf(reason.getMessage()));
        } else {
            log.warn("Kafka did not take record {} of {}: {}", row.position(), row.stream(), reason.getMessage());
            kafka.getProducerFactory().reset();
            Thread.sleep(PAUSE_AFTER_FAILURE.toMillis());
        }
    }

    private void pause() {
        try {
            wake.await(PAUSE_AFTER_FAILURE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        running = false;
        thread.interrupt();
        lease.release();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private record Sent(OutboxRow row, CompletableFuture<?> future) {}
}
