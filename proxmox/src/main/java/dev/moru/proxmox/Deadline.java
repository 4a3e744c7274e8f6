package dev.moru.proxmox;

import java.time.Duration;

/** A point of monotonic time by which something must have ended. */
public record Deadline(Ticker ticker, long atNanos) {

    public static Deadline in(Duration limit, Ticker ticker) {
        return new Deadline(ticker, ticker.nanos() + limit.toNanos());
    }

    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, atNanos - ticker.nanos()));
    }

    public boolean hasPassed() {
        return remaining().isZero();
    }

    /** The end of the first of this many attempts, which get an equal part each of what is left. */
    Deadline share(int attempts) {
        return in(remaining().dividedBy(attempts), ticker);
    }
}
