package dev.moru.notification.route;

import java.time.ZonedDateTime;

/** Reads schedules. */
@FunctionalInterface
public interface Calendar {

    /**
     * The next time of a schedule.
     *
     * @param cron five fields
     * @throws IllegalArgumentException when it is no schedule, or one that never comes
     */
    ZonedDateTime next(String cron, ZonedDateTime after);
}
