package dev.moru.backup.policy.cron;

import dev.moru.backup.policy.Policy;
import dev.moru.backup.policy.Schedule;
import dev.moru.backup.policy.Schedules;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import org.springframework.scheduling.support.CronExpression;
import org.springframework.stereotype.Component;

@Component
class CronSchedules implements Schedules {

    @Override
    public Optional<Schedule> of(Policy policy) {
        try {
            var expression = CronExpression.parse(withSeconds(policy.spec().schedule()));
            var zone = ZoneId.of(policy.spec().timeZone());
            return Optional.of(time -> next(expression, zone, time));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * Reads the clock on the wall, which shows an hour twice when it is set back: each of its times is one run, the first. A time
     * that it leaves out when it is set forward is an hour later.
     */
    private static Optional<Instant> next(CronExpression expression, ZoneId zone, Instant time) {
        var local = expression.next(LocalDateTime.ofInstant(time, zone));
        while (local != null && !local.atZone(zone).toInstant().isAfter(time)) {
            local = expression.next(local);
        }
        return Optional.ofNullable(local).map(run -> run.atZone(zone).toInstant());
    }

    /** People write five fields; the library wants the seconds before them. */
    private static String withSeconds(String text) {
        return text.strip().startsWith("@") ? text.strip() : "0 " + text.strip();
    }
}
