package dev.moru.gateway.configuration;

import dev.moru.contracts.backup.BackupPolicySpec;
import dev.moru.contracts.backup.Retention;
import dev.moru.contracts.backup.RetentionOwner;
import dev.moru.gateway.problem.Complaints;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A backup policy as somebody asks for it.
 *
 * @param schedule five fields of cron, or a word such as {@code @hourly}, {@code @daily}, {@code @weekly} or {@code @monthly}
 * @param timeZone UTC when it is left out
 * @param retention everything is kept when it is left out
 */
public record BackupPolicyDraft(
        @Nullable String name,
        @Nullable String schedule,
        @Nullable String timeZone,
        @Nullable RetentionDraft retention,
        @Nullable String storageClass,
        @Nullable Duration recoveryPoint,
        @Nullable Boolean enabled,
        @Nullable String description)
        implements ResourceDraft {

    private static final int MOST_KEPT = 10_000;
    private static final Duration SHORTEST_POINT = Duration.ofMinutes(5);

    /** How many are kept, by the rules of Proxmox; what is left out is none. */
    public record RetentionDraft(
            @Nullable Integer keepLast,
            @Nullable Integer keepHourly,
            @Nullable Integer keepDaily,
            @Nullable Integer keepWeekly,
            @Nullable Integer keepMonthly,
            @Nullable Integer keepYearly,
            @Nullable RetentionOwner owner) {

        private void check(Complaints complaints) {
            Text.range(keepLast, 0, MOST_KEPT, "/retention/keepLast", complaints);
            Text.range(keepHourly, 0, MOST_KEPT, "/retention/keepHourly", complaints);
            Text.range(keepDaily, 0, MOST_KEPT, "/retention/keepDaily", complaints);
            Text.range(keepWeekly, 0, MOST_KEPT, "/retention/keepWeekly", complaints);
            Text.range(keepMonthly, 0, MOST_KEPT, "/retention/keepMonthly", complaints);
            Text.range(keepYearly, 0, MOST_KEPT, "/retention/keepYearly", complaints);
        }

        private Retention retention() {
            return new Retention(
                    number(keepLast),
                    number(keepHourly),
                    number(keepDaily),
                    number(keepWeekly),
                    number(keepMonthly),
                    number(keepYearly),
                    Objects.requireNonNullElse(owner, RetentionOwner.MORU));
        }

        private static int number(@Nullable Integer given) {
            return given == null ? 0 : given;
        }
    }

    @Override
    public void check(Complaints complaints) {
        complaints.require(schedule != null, "/schedule", "a cron expression, as 30 2 * * * or @daily");
        complaints.require(isZone(), "/timeZone", "a time zone such as Asia/Seoul");
        complaints.require(
                recoveryPoint == null || recoveryPoint.compareTo(SHORTEST_POINT) >= 0,
                "/recoveryPoint",
                "at least " + SHORTEST_POINT);
        if (retention != null) {
            retention.check(complaints);
        }
        Text.description(description, complaints);
    }

    @Override
    public Map<String, String> schedules() {
        return schedule == null ? Map.of() : Map.of("/schedule", schedule.startsWith("@") ? schedule : "0 " + schedule);
    }

    private boolean isZone() {
        try {
            return timeZone == null || ZoneId.of(timeZone) != null;
        } catch (DateTimeException unknown) {
            return false;
        }
    }

    @Override
    public BackupPolicySpec spec(Links links) {
        var everything = new RetentionDraft(null, null, null, null, null, null, null);
        return new BackupPolicySpec(
                Objects.requireNonNull(links.project()),
                Objects.requireNonNull(schedule),
                Objects.requireNonNullElse(timeZone, "UTC"),
                Objects.requireNonNullElse(retention, everything).retention(),
                storageClass,
                recoveryPoint,
                enabled == null || enabled,
                Text.orEmpty(description));
    }
}
