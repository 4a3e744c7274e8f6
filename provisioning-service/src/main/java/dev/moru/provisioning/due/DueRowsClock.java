package dev.moru.provisioning.due;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Looks regularly, on a thread of its own. */
public final class DueRowsClock implements SmartLifecycle {

    private final DueRows rows;
    private final Duration every;
    private volatile boolean running;
    private volatile @Nullable ScheduledExecutorService thread;

    public DueRowsClock(DueRows rows, Duration every) {
        this.rows = rows;
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
        thread = looking;
        running = true;
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
