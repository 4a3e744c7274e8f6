package dev.moru.backup.policy.cron;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.backup.policy.Policy;
import dev.moru.contracts.backup.BackupPolicySpec;
import dev.moru.contracts.backup.Retention;
import dev.moru.contracts.backup.RetentionOwner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CronSchedulesTest {

    @Test
    void readsFiveFieldsInTheTimeZoneOfThePolicy() {
        assertThat(runs("30 2 * * *", "Asia/Seoul", "2026-03-01T00:00:00Z", 2))
                .containsExactly(Instant.parse("2026-03-01T17:30:00Z"), Instant.parse("2026-03-02T17:30:00Z"));
    }

    @Test
    void readsTheWordsOfCron() {
        assertThat(runs("@daily", "UTC", "2026-03-01T00:00:00Z", 1))
                .containsExactly(Instant.parse("2026-03-02T00:00:00Z"));
    }

    @Test
    void runsOnceADayWhenClocksAreSetForwardAndBack() {
        assertThat(runs("30 2 * * *", "Europe/Berlin", "2026-03-28T12:00:00Z", 2))
                .as("there is no half past two on 29 March")
                .hasSize(2)
                .doesNotHaveDuplicates();
        assertThat(runs("30 2 * * *", "Europe/Berlin", "2026-10-24T12:00:00Z", 2))
                .as("there are two on 25 October")
                .satisfies(runs ->
                        assertThat(Duration.between(runs.get(0), runs.get(1))).isGreaterThan(Duration.ofHours(22)));
    }

    @Test
    void refusesWhatIsNoScheduleOrNoTimeZone() {
        assertThat(new CronSchedules().of(policy("every night", "UTC"))).isEmpty();
        assertThat(new CronSchedules().of(policy("@daily", "Asia/Atlantis"))).isEmpty();
    }

    private static List<Instant> runs(String schedule, String zone, String after, int count) {
        var read = new CronSchedules().of(policy(schedule, zone)).orElseThrow();
        var runs = new ArrayList<Instant>();
        var last = Optional.of(Instant.parse(after));
        for (int n = 0; n < count; n++) {
            last = last.flatMap(read::after);
            last.ifPresent(runs::add);
        }
        return runs;
    }

    private static Policy policy(String schedule, String zone) {
        var retention = new Retention(1, 0, 0, 0, 0, 0, RetentionOwner.MORU);
        return new Policy(
                UUID.randomUUID(),
                "daily",
                1,
                new BackupPolicySpec("shop", schedule, zone, retention, null, null, true, ""));
    }
}
