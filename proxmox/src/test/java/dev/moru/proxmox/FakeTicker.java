package dev.moru.proxmox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Time that passes only by being waited for. */
final class FakeTicker implements Ticker {

    private final List<Duration> pauses = new ArrayList<>();
    private long nanos;

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        pauses.add(duration);
        nanos += duration.toNanos();
    }

    List<Duration> pauses() {
        return pauses;
    }

    Duration elapsed() {
        return Duration.ofNanos(nanos);
    }
}
