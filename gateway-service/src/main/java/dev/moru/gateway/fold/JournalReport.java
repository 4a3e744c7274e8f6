package dev.moru.gateway.fold;

import java.time.Duration;

/**
 * What a rebuild of the journal has done.
 *
 * @param entries how many it read from the topics
 * @param carriedOver how many older ones it took from the journal before, because the topics no longer have them
 * @param pause how long nothing could be folded meanwhile
 */
public record JournalReport(long entries, long carriedOver, Duration elapsed, Duration pause) {

    public long entriesPerSecond() {
        return entries * 1_000 / Math.max(1, elapsed.toMillis());
    }
}
