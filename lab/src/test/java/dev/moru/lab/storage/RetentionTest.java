package dev.moru.lab.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moru.lab.api.ApiFailure;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionTest {

    private static final List<String> BACKUPS = List.of(
            "2026-01-01T01:00:00Z",
            "2026-01-01T22:00:00Z",
            "2026-01-01T23:00:00Z",
            "2026-01-02T23:00:00Z",
            "2026-01-05T23:00:00Z",
            "2026-02-01T23:00:00Z");

    private static String kept(String rules, List<String> backups) {
        var marks = Retention.parse(rules).marks(backups, Instant::parse, ZoneOffset.UTC);
        return backups.stream()
                .filter(backup -> marks.get(backup) == Retention.Mark.KEEP)
                .map(backup -> backup.substring(5, 13))
                .collect(Collectors.joining(" "));
    }

    /** The newest of a period is kept, and what an earlier rule covers does not use up a later rule's count. */
    @ParameterizedTest
    @CsvSource({
        "keep-last=2, 01-05T23 02-01T23",
        "keep-daily=2, 01-05T23 02-01T23",
        "keep-daily=9, 01-01T23 01-02T23 01-05T23 02-01T23",
        "'keep-last=1,keep-daily=1', 01-05T23 02-01T23",
        "'keep-last=1,keep-monthly=1', 01-05T23 02-01T23",
        "keep-weekly=2, 01-05T23 02-01T23",
        "keep-weekly=3, 01-02T23 01-05T23 02-01T23",
        "keep-yearly=3, 02-01T23",
        "keep-hourly=4, 01-01T23 01-02T23 01-05T23 02-01T23",
        "keep-all=1, 01-01T01 01-01T22 01-01T23 01-02T23 01-05T23 02-01T23",
        "keep-last=0, 01-01T01 01-01T22 01-01T23 01-02T23 01-05T23 02-01T23"
    })
    void keepsTheNewestOfEachPeriod(String rules, String expected) {
        assertThat(kept(rules, BACKUPS)).isEqualTo(expected);
    }

    @Test
    void removesForGoodWhatAnEarlierRuleHasPassedOver() {
        var day = Arrays.asList("2026-01-01T01:00:00Z", "2026-01-01T02:00:00Z");

        assertThat(kept("keep-daily=1,keep-yearly=1", day)).isEqualTo("01-01T02");
    }

    @ParameterizedTest
    @ValueSource(strings = {"keep-all=1,keep-last=2", "keep-some=1", "keep-last", "keep-last=-1", ""})
    void refusesWhatIsNoRule(String rules) {
        assertThatThrownBy(() -> Retention.parse(rules))
                .isInstanceOfSatisfying(
                        ApiFailure.class,
                        failure -> assertThat(failure.errors()).containsKey("prune-backups"));
    }
}
