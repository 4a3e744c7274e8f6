package dev.moru.cli.backup;

import dev.moru.cli.resource.BodyFlags;
import dev.moru.cli.resource.Given;
import dev.moru.cli.session.Session;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** When, and what is kept. */
final class PolicyFlags implements BodyFlags {

    @Option(names = "--schedule", paramLabel = "CRON", description = "as '0 3 * * *', or @daily")
    private @Nullable String schedule;

    @Option(names = "--time-zone", paramLabel = "ZONE", description = "as Asia/Seoul (default: UTC)")
    private @Nullable String timeZone;

    @Option(names = "--keep-last", paramLabel = "N")
    private @Nullable Integer keepLast;

    @Option(names = "--keep-daily", paramLabel = "N")
    private @Nullable Integer keepDaily;

    @Option(names = "--keep-weekly", paramLabel = "N")
    private @Nullable Integer keepWeekly;

    @Option(names = "--keep-monthly", paramLabel = "N")
    private @Nullable Integer keepMonthly;

    @Option(names = "--storage-class", paramLabel = "CLASS", description = "where backups go (default: the most room)")
    private @Nullable String storageClass;

    @Option(names = "--recovery-point", paramLabel = "TIME", description = "how old the newest backup may be: 24h")
    private @Nullable Duration recoveryPoint;

    @Option(names = "--enabled", negatable = true, description = "whether it takes backups")
    private @Nullable Boolean enabled;

    @Override
    public void addTo(ObjectNode body, Session session) {
        Given.put(body, "schedule", schedule);
        Given.put(body, "timeZone", timeZone);
        Given.put(body, "storageClass", storageClass);
        Given.put(body, "recoveryPoint", recoveryPoint == null ? null : recoveryPoint.toString());
        Given.put(body, "enabled", enabled);
        keep(body, "keepLast", keepLast);
        keep(body, "keepDaily", keepDaily);
        keep(body, "keepWeekly", keepWeekly);
        keep(body, "keepMonthly", keepMonthly);
    }

    private static void keep(ObjectNode body, String rule, @Nullable Integer number) {
        if (number != null) {
            body.withObject("/retention").put(rule, number);
        }
    }
}
