package dev.moru.contracts.backup;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Takes backups of the servers that name it.
 *
 * @param schedule five fields of cron (minute, hour, day of the month, month, day of the week), or one of its words, for example
 *     {@code @daily}
 * @param timeZone in which the schedule and the periods of the retention are read, for example {@code Asia/Seoul}
 * @param storageClass of the server's site, whose storages take backups; null: the one with the most room
 * @param recoveryPoint how old a server's newest backup may be; null: as old as the schedule makes it, and an hour
 * @param enabled whether it takes backups; what it has taken is kept and pruned all the same
 */
public record BackupPolicySpec(
        String project,
        String schedule,
        String timeZone,
        Retention retention,
        @Nullable String storageClass,
        @Nullable Duration recoveryPoint,
        boolean enabled,
        String description) {

    public BackupPolicySpec {
        description = description == null ? "" : description;
    }
}
