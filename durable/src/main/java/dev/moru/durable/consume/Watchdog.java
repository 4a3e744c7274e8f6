package dev.moru.durable.consume;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Interrupts a handler that takes too long, so that one that hangs fails like any other. */
final class Watchdog {

    private static final ScheduledThreadPoolExecutor TIMER = timer();

    private Watchdog() {}

    /** @throws Hanging when the action was interrupted and failed */
    static void run(Duration atMost, Runnable action) {
        var watch = new Watch(Thread.currentThread());
        var alarm = TIMER.schedule(watch::interrupt, atMost.toMillis(), TimeUnit.MILLISECONDS);
        try {
            action.run();
        } catch (StackOverflowError | LinkageError | AssertionError e) {
            // Bound to what was read, like any other defect of a handler, and no reason to stop reading.
            throw new IllegalStateException("the handler broke: " + e, e);
        } catch (RuntimeException e) {
            throw watch.end() ? new Hanging(atMost, e) : e;
        } finally {
            watch.end();
            alarm.cancel(false);
        }
    }

    private static ScheduledThreadPoolExecutor timer() {
        var timer = new ScheduledThreadPoolExecutor(1, task -> {
            var thread = new Thread(task, "handler-watchdog");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    private static final class Watch {

        private final Thread thread;
        private boolean interrupted;
        private boolean ended;

        Watch(Thread thread) {
            this.thread = thread;
        }

        synchronized void interrupt() {
            if (!ended) {
                interrupted = true;
                thread.interrupt();
            }
        }

        /** After it no interrupt comes any more, and one that came late is taken back. */
        synchronized boolean end() {
            if (!ended && interrupted) {
                Thread.interrupted();
            }
            ended = true;
            return interrupted;
        }
    }

    /** The handler had to be interrupted. */
    static final class Hanging extends RuntimeException {

        Hanging(Duration after, RuntimeException cause) {
            super("the handler did not end within " + after.toMillis() + " ms: " + cause, cause);
        }
    }
}
