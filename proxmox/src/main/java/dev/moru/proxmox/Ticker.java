package dev.moru.proxmox;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Monotonic time and the way to let it pass, so that waiting can be tested without waiting. */
public interface Ticker {

    Ticker SYSTEM = new Ticker() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void pause(Duration duration) throws InterruptedException {
            TimeUnit.NANOSECONDS.sleep(duration.toNanos());
        }
    };

    long nanos();

    void pause(Duration duration) throws InterruptedException;
}
