package dev.moru.durable;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes one waiting thread; signals that come while nobody waits count as one. */
public final class Signal {

    private final Semaphore permits = new Semaphore(0);

    public void raise() {
        if (permits.availablePermits() == 0) {
            permits.release();
        }
    }

    /** Waits for a signal, or until the time is over. */
    public void await(Duration atMost) throws InterruptedException {
        permits.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS);
        permits.drainPermits();
    }
}
