package dev.moru.launcher;

import dev.moru.embedded.EmbeddedKafka;
import dev.moru.embedded.EmbeddedPostgres;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a store back that ended by itself, as often as it takes; the services wait for it meanwhile. */
final class StoreKeeper implements AutoCloseable {

    /** Below it a store that comes back would only fill its disk again. */
    private static final long NEEDED_BYTES = 128L << 20;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Logger log = LoggerFactory.getLogger(StoreKeeper.class);

    private record Store(String name, LongSupplier usableSpace, Runnable restart) {}

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(StoreKeeper::daemon);

    private StoreKeeper() {}

    static StoreKeeper of(EmbeddedPostgres postgres, EmbeddedKafka kafka) {
        var keeper = new StoreKeeper();
        var database = new Store("PostgreSQL", postgres::usableSpace, postgres::restart);
        var broker = new Store("Kafka", kafka::usableSpace, kafka::restart);
        postgres.onUnexpectedEnd(reason -> keeper.revive(database));
        kafka.onUnexpectedEnd(reason -> keeper.revive(broker));
        return keeper;
    }

    /** A restart that is under way ends before the stores are stopped. */
    @Override
    public void close() throws InterruptedException {
        thread.shutdownNow();
        thread.awaitTermination(LONGEST_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void revive(Store store) {
        if (!thread.isShutdown()) {
            thread.execute(() -> attempt(store, FIRST_PAUSE));
        }
    }

    private void attempt(Store store, Duration pause) {
        try {
            if (store.usableSpace().getAsLong() < NEEDED_BYTES) {
                throw new IllegalStateException("its disk is full");
            }
            store.restart().run();
            log.warn("{} is back", store.name());
        } catch (RuntimeException e) {
            log.error("{} does not come back yet: {}", store.name(), e.getMessage());
            thread.schedule(() -> attempt(store, longer(pause)), pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static Duration longer(Duration pause) {
        var doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    private static Thread daemon(Runnable task) {
        var thread = new Thread(task, "store-keeper");
        thread.setDaemon(true);
        return thread;
    }
}
