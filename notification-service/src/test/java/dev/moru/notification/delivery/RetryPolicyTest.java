package dev.moru.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

    private static final RandomGenerator RANDOM = new Random(1);

    private static final RetryPolicy STEADY = new RetryPolicy(Duration.ofSeconds(5), 3, Duration.ofMinutes(1), 0, 6);

    @Test
    void growsUpToTheLongestPauseAndThenGivesUp() {
        assertThat(IntStream.rangeClosed(1, 6)
                        .mapToObj(attempt -> STEADY.pauseAfter(attempt, Optional.empty(), RANDOM)))
                .containsExactly(
                        Optional.of(Duration.ofSeconds(5)),
                        Optional.of(Duration.ofSeconds(15)),
                        Optional.of(Duration.ofSeconds(45)),
                        Optional.of(Duration.ofMinutes(1)),
                        Optional.of(Duration.ofMinutes(1)),
                        Optional.empty());
    }

    @Test
    void waitsAsLongAsItIsAskedToWithinBounds() {
        assertThat(STEADY.pauseAfter(1, Optional.of(Duration.ofSeconds(30)), RANDOM))
                .contains(Duration.ofSeconds(30));
        assertThat(STEADY.pauseAfter(1, Optional.of(Duration.ofSeconds(1)), RANDOM))
                .contains(Duration.ofSeconds(5));
        assertThat(STEADY.pauseAfter(1, Optional.of(Duration.ofDays(9)), RANDOM))
                .contains(Duration.ofMinutes(1));
        assertThat(STEADY.pauseAfter(1, Optional.of(Duration.ofSeconds(Long.MAX_VALUE)), RANDOM))
                .contains(Duration.ofMinutes(1));
    }

    @Test
    void spreadsPausesButNeverShortensThem() {
        var jittered = new RetryPolicy(Duration.ofSeconds(10), 1, Duration.ofMinutes(1), 0.5, 1000);

        var pauses = IntStream.rangeClosed(1, 500)
                .mapToObj(attempt ->
                        jittered.pauseAfter(attempt, Optional.empty(), RANDOM).orElseThrow())
                .toList();

        assertThat(pauses)
                .allSatisfy(pause -> assertThat(pause).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(15)));
        assertThat(pauses).doesNotContain(Duration.ofSeconds(10)).hasSizeGreaterThan(100);
    }

    @Test
    void triesForAboutThreeDaysByDefault() {
        var usual = new RetryPolicy(Duration.ofSeconds(5), 3, Duration.ofHours(6), 0, 20);

        var total = IntStream.rangeClosed(1, 19)
                .mapToObj(attempt ->
                        usual.pauseAfter(attempt, Optional.empty(), RANDOM).orElseThrow())
                .reduce(Duration.ZERO, Duration::plus);

        assertThat(total).isBetween(Duration.ofHours(60), Duration.ofHours(84));
    }
}
