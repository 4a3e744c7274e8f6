package dev.moru.cli.http;

import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How long a request is tried again: a bounded time, with pauses that grow and scatter unless the gateway names one. */
final class Patience {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

    private final Clock clock;
    private final RandomGenerator random;
    private final Instant end;
    private Duration next = FIRST_PAUSE;

    Patience(Duration limit, Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
        this.end = clock.instant().plus(limit);
    }

    /** The pause before the next attempt; empty when it would begin after the time is over. */
    Optional<Duration> pauseAfter(HttpHeaders headers) {
        return within(retryAfter(headers).orElseGet(this::grownPause));
    }

    Optional<Duration> pause() {
        return within(grownPause());
    }

    private Optional<Duration> within(Duration pause) {
        return clock.instant().plus(pause).isAfter(end) ? Optional.empty() : Optional.of(pause);
    }

    private Duration grownPause() {
        var pause = next.plusMillis(random.nextLong(next.toMillis() / 2 + 1));
        next = next.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next.multipliedBy(2);
        return pause;
    }

    private static Optional<Duration> retryAfter(HttpHeaders headers) {
        return headers.firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,6}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
    }
}
