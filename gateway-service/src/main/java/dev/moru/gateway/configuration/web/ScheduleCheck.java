package dev.moru.gateway.configuration.web;

import dev.moru.gateway.problem.Complaints;
import java.time.LocalDateTime;
import org.springframework.scheduling.support.CronExpression;

/** Judges schedules by the parser of those who keep them, so that none is accepted that they can't keep. */
final class ScheduleCheck {

    /** Any will do: what never comes after it does not come at all. */
    private static final LocalDateTime A_TIME = LocalDateTime.of(2024, 1, 1, 0, 0);

    private ScheduleCheck() {}

    /** @param cron six fields, or a word */
    static void check(String pointer, String cron, Complaints complaints) {
        try {
            complaints.require(CronExpression.parse(cron).next(A_TIME) != null, pointer, "never comes");
        } catch (IllegalArgumentException unreadable) {
            complaints.invalid(pointer, "a cron expression of five fields, as 30 2 * * *");
        }
    }
}
