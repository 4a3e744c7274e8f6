package dev.moru.provisioning.due;

import dev.moru.durable.start.StartsWithKafka;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Looks regularly, on a thread of its own. */
public final class DueRowsClock implements StartsWithKafka {

    private static final Logger log = LoggerFactory.getLogger(DueRowsClock.class);

    private final DueRows rows;
    private final Runnable hourly;
    private final Duration every;
    private volatile boolean running;
    private volatile @Nullable ScheduledExecutorService thread;

    /** @param hourly what is done once an hour beside it */
    public DueRowsClock(DueRows rows, Runnable hourly, Duration every) {
        this.rows = rows;
        this.hourly = hourly;
        this.every = every;
    }

    @Override
    public void start() {
        var looking = Executors.newSingleThreadScheduledExecutor(task -> {
            var due = new Thread(task, "due-rows");
            due.setDaemon(true);
            return due;
        });
        looking.scheduleWithFixedDelay(rows::look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        looking.scheduleWithFixedDelay(this::tidy, 1, 1, TimeUnit.HOURS);
        thread = looking;
        running = true;
    }

    private void tidy() {
        try {
            hourly.run();
        } catch (DataAccessException e) {
            log.warn("What is old stays for another hour: {}", e.getMessage());
        }
    }

    @Override
    public void stop() {
        running = false;
        var looking = thread;
        if (looking == null) {
            return;
        }
        looking.shutdown();
        try {
            looking.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
