package dev.moru.backup.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.contracts.backup.Retention;
import dev.moru.contracts.backup.RetentionOwner;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeepRulesTest {

    private static final Instant NOON = Instant.parse("2026-03-11T12:00:00Z");

    @Test
    void keepsTheNewestOnes() {
        assertThat(kept(keep(2, 0, 0, 0, 0, 0), ZoneOffset.UTC, hourly(5))).containsExactly(at(0), at(1));
    }

    @Test
    void keepsTheNewestOfEachDay() {
        assertThat(kept(keep(0, 0, 2, 0, 0, 0), ZoneOffset.UTC, hourly(60)))
                .containsExactly(NOON, Instant.parse("2026-03-10T23:00:00Z"));
    }

    @Test
    void countsOnlyDaysThatNoEarlierRuleHasKeptABackupOf() {
        assertThat(kept(keep(1, 0, 1, 0, 0, 0), ZoneOffset.UTC, hourly(60)))
                .containsExactly(NOON, Instant.parse("2026-03-10T23:00:00Z"));
    }

    @Test
    void givesUpTheOthersOfAKeptDayForLaterRules() {
        var day = List.of(NOON, NOON.minus(Duration.ofHours(3)));

        assertThat(kept(keep(0, 0, 1, 0, 0, 0), ZoneOffset.UTC, day)).containsExactly(NOON);
        assertThat(reasons(keep(0, 0, 1, 1, 0, 0), day))
                .containsExactly("keepDaily", "a newer one of its period is kept");
    }

    @Test
    void leavesWhatAnEarlierRuleHasNotGivenUpToLaterOnes() {
        var fourDays = IntStream.range(0, 40)
                .mapToObj(day -> NOON.minus(Duration.ofDays(day)))
                .toList();

        assertThat(kept(keep(0, 0, 3, 2, 1, 0), ZoneOffset.UTC, fourDays))
                .containsExactly(
                        NOON,
                        Instant.parse("2026-03-10T12:00:00Z"),
                        Instant.parse("2026-03-09T12:00:00Z"),
                        Instant.parse("2026-03-08T12:00:00Z"),
                        Instant.parse("2026-03-01T12:00:00Z"),
                        Instant.parse("2026-02-22T12:00:00Z"));
    }

    @Test
    void countsIsoWeeksOverTheEndOfAYear() {
        var overNewYear = List.of(Instant.parse("2027-01-03T12:00:00Z"), Instant.parse("2026-12-28T12:00:00Z"));

        assertThat(kept(keep(0, 0, 0, 2, 0, 0), ZoneOffset.UTC, overNewYear))
                .as("Monday 28 December to Sunday 3 January is one week")
                .containsExactly(overNewYear.get(0));
    }

    @Test
    void readsPeriodsInTheTimeZoneOfThePolicy() {
        var aroundMidnightInSeoul =
                List.of(Instant.parse("2026-03-10T15:30:00Z"), Instant.parse("2026-03-10T14:30:00Z"));

        assertThat(kept(keep(0, 0, 2, 0, 0, 0), ZoneId.of("Asia/Seoul"), aroundMidnightInSeoul))
                .hasSize(2);
        assertThat(kept(keep(0, 0, 2, 0, 0, 0), ZoneOffset.UTC, aroundMidnightInSeoul))
                .hasSize(1);
    }

    @Test
    void keepsEverythingWhenNothingIsSaid() {
        assertThat(kept(keep(0, 0, 0, 0, 0, 0), ZoneOffset.UTC, hourly(7))).hasSize(7);
    }

    static List<Long> seeds() {
        return new Random(7).longs(200).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void holdsWhateverThereIs(long seed) {
        var dice = new Random(seed);
        var times = dice.ints(dice.nextInt(60), 0, 60 * 24 * 500)
                .distinct()
                .mapToObj(minutes -> NOON.minus(Duration.ofMinutes(minutes)))
                .toList();
        var retention = keep(
                dice.nextInt(4), dice.nextInt(4), dice.nextInt(4), dice.nextInt(4), dice.nextInt(4), dice.nextInt(3));
        var kept = kept(retention, ZoneOffset.UTC, times);
        var most = retention.keepLast()
                + retention.keepHourly()
                + retention.keepDaily()
                + retention.keepWeekly()
                + retention.keepMonthly()
                + retention.keepYearly();

        if (most == 0) {
            assertThat(kept).hasSameSizeAs(times);
            return;
        }
        assertThat(kept).hasSizeLessThanOrEqualTo(most);
        if (!times.isEmpty()) {
            assertThat(kept).as("the newest is always kept").contains(Collections.max(times));
        }
        assertThat(kept(retention, ZoneOffset.UTC, kept))
                .as("what was kept is kept again, while nothing new has come")
                .containsExactlyElementsOf(kept);
        var shuffled = new ArrayList<>(times);
        Collections.shuffle(shuffled, dice);
        assertThat(kept(retention, ZoneOffset.UTC, shuffled)).containsExactlyElementsOf(kept);
    }

    private static Retention keep(int last, int hourly, int daily, int weekly, int monthly, int yearly) {
        return new Retention(last, hourly, daily, weekly, monthly, yearly, RetentionOwner.MORU);
    }

    private static List<Instant> hourly(int count) {
        return IntStream.range(0, count).mapToObj(KeepRulesTest::at).toList();
    }

    private static Instant at(int hoursAgo) {
        return NOON.minus(Duration.ofHours(hoursAgo));
    }

    private static List<Instant> kept(Retention retention, ZoneId zone, List<Instant> times) {
        return judged(retention, zone, times).stream()
                .filter(KeepRules.Verdict::kept)
                .map(verdict -> verdict.candidate().takenAt())
                .toList();
    }

    private static List<String> reasons(Retention retention, List<Instant> times) {
        return judged(retention, ZoneOffset.UTC, times).stream()
                .map(KeepRules.Verdict::reason)
                .toList();
    }

    private static List<KeepRules.Verdict> judged(Retention retention, ZoneId zone, List<Instant> times) {
        return new KeepRules(retention, zone)
                .judge(times.stream()
                        .map(time -> new KeepRules.Candidate(new UUID(0, time.getEpochSecond()), time))
                        .toList());
    }
}
