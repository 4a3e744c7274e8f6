package dev.moru.cli.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Lets time pass between two attempts. */
@FunctionalInterface
public interface Pause {

    void rest(Duration duration) throws InterruptedException;

    static Pause real() {
        return duration -> TimeUnit.NANOSECONDS.sleep(duration.toNanos());
    }
}
