package dev.moru.gateway.fold;

import java.time.Duration;

/**
 * What a rebuild has done.
 *
 * @param events how many entries of the journal were folded
 * @param pause how long nothing else could be folded meanwhile
 */
public record RebuildReport(long events, Duration elapsed, Duration pause) {

    public long eventsPerSecond() {
        return events * 1_000 / Math.max(1, elapsed.toMillis());
    }
}
