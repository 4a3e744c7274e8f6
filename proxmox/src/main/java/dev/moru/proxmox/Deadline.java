package dev.moru.proxmox;

import java.time.Duration;

/** A point of monotonic time by which something must have ended. */
record Deadline(Ticker ticker, long atNanos) {

    static Deadline in(Duration limit, Ticker ticker) {
        return new Deadline(ticker, ticker.nanos() + limit.toNanos());
    }

    Duration remaining() {
        return Duration.ofNanos(Math.max(0, atNanos - ticker.nanos()));
    }

    boolean hasPassed() {
        return remaining().isZero();
    }

    /** An equal part of what is left for each of this many attempts. */
    Duration share(int attempts) {
        return remaining().dividedBy(Math.max(1, attempts));
    }
}
