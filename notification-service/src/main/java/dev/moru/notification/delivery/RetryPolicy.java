package dev.moru.notification.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When a delivery that did not work is tried again. Attempts are counted instead of hours, so that a clock that jumps gives
 * nothing up early.
 *
 * @param firstPause after the first attempt
 * @param factor by which each further pause is longer
 * @param longestPause bounds a pause, also one that the other side asks for
 * @param jitter the share of a pause by which it may be longer, so that what failed together does not come back together
 * @param attempts after how many a delivery is given up
 */
public record RetryPolicy(Duration firstPause, double factor, Duration longestPause, double jitter, int attempts) {

    public RetryPolicy {
        if (firstPause.isNegative() || firstPause.isZero() || factor < 1 || jitter < 0 || attempts < 1) {
            throw new IllegalArgumentException("Retries need a pause, and grow from it");
        }
    }

    /**
     * How long to wait after an attempt.
     *
     * @param attempt how many there were, this one included
     * @param wanted the pause that the other side asked for; a shorter one than ours changes nothing
     * @return empty when that was the last attempt
     */
    Optional<Duration> pauseAfter(int attempt, Optional<Duration> wanted, RandomGenerator random) {
        if (attempt >= attempts) {
            return Optional.empty();
        }
        double grown = firstPause.toMillis() * Math.pow(factor, attempt - 1);
        double asked = wanted.map(this::bounded).map(Duration::toMillis).orElse(0L);
        double bounded = Math.min(Math.max(grown, asked), longestPause.toMillis());
        return Optional.of(Duration.ofMillis((long) (bounded * (1 + jitter * random.nextDouble()))));
    }

    /** Before it is counted: strangers may ask for more than any number of milliseconds. */
    private Duration bounded(Duration wanted) {
        return wanted.compareTo(longestPause) < 0 ? wanted : longestPause;
    }
}
