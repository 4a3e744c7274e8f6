package dev.moru.durable.outbox;

import dev.moru.durable.FailPoint;
import dev.moru.durable.FailPoints;
import dev.moru.durable.LeaderLease;
import dev.moru.durable.Signal;
import dev.moru.durable.outbox.Publisher.Delivery;
import dev.moru.durable.start.StartsWithKafka;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the rows of the outbox in order and deletes what Kafka has acknowledged. It runs on the replica that holds the
 * lease; a former holder that wakes up late publishes duplicates at worst, which every consumer skips.
 */
public final class OutboxRelay implements StartsWithKafka {

    /** Below the consumers and workers: what they leave behind when they stop is still published. */
    public static final int PHASE = DEFAULT_PHASE - 2_000;

    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);
    private static final Duration PAUSE_OF_A_TOPIC = Duration.ofSeconds(5);
    private static final Duration LAST_ROUNDS = Duration.ofSeconds(2);

    private final OutboxRows rows;
    private final LeaderLease lease;
    private final Publisher publisher;
    private final RelayMeters meters;
    private final Duration idlePoll;
    private final Signal wake = new Signal();
    private final Map<String, Long> pausedTopics = new HashMap<>();
    private List<Long> acknowledged = List.of();
    private volatile boolean running;
    private volatile Thread thread = Thread.currentThread();

    OutboxRelay(OutboxRows rows, LeaderLease lease, Publisher publisher, RelayMeters meters, Duration idlePoll) {
        this.rows = rows;
        this.lease = lease;
        this.publisher = publisher;
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
                if (!leading || !relayOnce()) {
                    wake.await(idlePoll);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) {
                log.warn("The outbox waits: {}", String.valueOf(e));
                pause();
            }
        }
        relayWhatIsLeft();
    }

    private void relayWhatIsLeft() {
        var end = System.nanoTime() + LAST_ROUNDS.toNanos();
        try {
            while (lease.isHeld() && relayOnce() && System.nanoTime() < end) {
                log.debug("Published the last messages of this process");
            }
        } catch (RuntimeException e) {
            log.warn("What is left in the outbox is published after the next start: {}", e.getMessage());
        }
    }

    /** @return whether there was anything to publish */
    private boolean relayOnce() {
        var begin = System.nanoTime();
        var batch = rows.next(acknowledged, pausedTopics());
        if (!acknowledged.isEmpty()) {
            acknowledged = List.of();
            FailPoint.reach(FailPoints.RELAY_AFTER_DELETE);
        }
        if (batch.isEmpty()) {
            return false;
        }
        FailPoint.reach(FailPoints.RELAY_AFTER_READ);
        var deliveries = publisher.publish(batch);
        FailPoint.reach(FailPoints.RELAY_AFTER_PUBLISH);
        acknowledged = deliveries.stream()
                .filter(Delivery::isAcknowledged)
                .map(delivery -> delivery.row().position())
                .toList();
        meters.published(acknowledged.size(), Duration.ofNanos(System.nanoTime() - begin));
        reportRefusals(deliveries);
        return true;
    }

    private void reportRefusals(List<Delivery> deliveries) {
        var failed = deliveries.stream()
                .filter(delivery -> delivery.failure() != null)
                .toList();
        var refused = failed.stream()
                .filter(delivery -> Refusal.of(delivery.failure()) != Refusal.ABORTED)
                .toList();
        refused.forEach(this::refused);
        if (refused.isEmpty() && !failed.isEmpty()) {
            log.warn("The producer gave up: {}", String.valueOf(failed.get(0).failure()));
            pause();
        }
    }

    private void refused(Delivery delivery) {
        var row = delivery.row();
        var reason = delivery.failure();
        meters.refused();
        if (Refusal.of(reason) == Refusal.FINAL) {
            log.error(
                    "Kafka refuses record {} of {} for good; its key is parked", row.position(), row.stream(), reason);
            rows.park(row, String.valueOf(reason));
            meters.parked();
        } else if (pausedTopics.put(row.topic(), System.nanoTime() + PAUSE_OF_A_TOPIC.toNanos()) == null) {
            if (Refusal.needsAPerson(reason)) {
                log.error("Kafka does not let this service write to {}; its messages wait", row.topic(), reason);
            } else {
                log.warn("Kafka did not take a message for {}; its messages wait: {}", row.topic(), reason);
            }
        }
    }

    /** Topics that Kafka did not take a record for a moment ago; the others go on meanwhile. */
    private Set<String> pausedTopics() {
        pausedTopics.values().removeIf(end -> System.nanoTime() - end >= 0);
        return pausedTopics.keySet();
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_AFTER_FAILURE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        running = false;
        wake();
        awaitEnd();
        lease.release();
    }

    /** While Kafka is away the relay waits inside the producer, for as long as it takes: then only an interrupt ends it. */
    private void awaitEnd() {
        try {
            thread.join(LAST_ROUNDS.plusSeconds(1).toMillis());
            thread.interrupt();
            thread.join(PAUSE_AFTER_FAILURE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        publisher.discard();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
