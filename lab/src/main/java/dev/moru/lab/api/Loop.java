package dev.moru.lab.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread on which the simulated cluster lives: every call and every step of a task runs here, one after
 * another, so no state of the lab needs a lock of its own. What runs here never waits; it comes back later.
 */
public final class Loop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    private final Clock clock;
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, work -> {
        var daemon = new Thread(work, "lab-cluster");
        daemon.setDaemon(true);
        return daemon;
    });

    public Loop(Clock clock) {
        this.clock = clock;
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    public Instant now() {
        return clock.instant();
    }

    public void execute(Runnable work) {
        after(Duration.ZERO, work);
    }

    public void after(Duration delay, Runnable work) {
        try {
            thread.schedule(guarded(work), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closing) {
            LOG.debug("the lab is stopping: {}", closing.getMessage());
        }
    }

    private static Runnable guarded(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException failure) {
                LOG.error("a step of the lab failed", failure);
            }
        };
    }

    /** Lets the present step end: an interrupt in the middle of a write would close the journal's file. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("the lab's thread did not end within 5 s");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
