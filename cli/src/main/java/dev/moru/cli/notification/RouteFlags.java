package dev.moru.cli.notification;

import dev.moru.cli.resource.BodyFlags;
import dev.moru.cli.resource.Given;
import dev.moru.cli.session.Session;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** Which events a route takes, and where to. */
final class RouteFlags implements BodyFlags {

    @Option(names = "--channel", paramLabel = "CHANNEL", description = "where to; repeat for more")
    private List<String> channels = List.of();

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "event types, as 'dev.moru.server.*'; repeat for more (default: all)")
    private List<String> types = List.of();

    @Option(names = "--severity", paramLabel = "LEAST", description = "info, warning, error or critical, and above")
    private @Nullable String severity;

    @Option(names = "--match-site", paramLabel = "SITE", description = "repeat for more (default: all)")
    private List<String> sites = List.of();

    @Option(names = "--match-tag", paramLabel = "TAG", description = "tags of the server; repeat for more")
    private List<String> tags = List.of();

    @Option(
            names = "--window",
            paramLabel = "DURATION",
            description = "send the first of a group at once and the others together, once in such a time, as 10m")
    private @Nullable Duration window;

    @Option(
            names = "--group-by",
            paramLabel = "PART",
            description =
                    "with --window: type, subject, project, site or severity; repeat for more (default: one group)")
    private List<String> groupBy = List.of();

    @Option(
            names = "--quiet-hours",
            paramLabel = "FROM-TO",
            description = "hold what is not critical in these hours, as 22:00-07:00")
    private @Nullable String quietHours;

    @Option(names = "--digest", paramLabel = "CRON", description = "send everything together, as '0 9 * * MON-FRI'")
    private @Nullable String digest;

    @Option(names = "--time-zone", paramLabel = "ZONE", description = "of both (default: UTC)", defaultValue = "UTC")
    private String timeZone = "UTC";

    @Option(names = "--enabled", negatable = true, description = "whether it is used")
    private @Nullable Boolean enabled;

    @Override
    public void addTo(ObjectNode body, Session session) {
        Given.put(body, "channels", channels);
        if (!types.isEmpty() || !sites.isEmpty() || !tags.isEmpty() || severity != null) {
            addMatch(body.withObject("/match"));
        }
        Given.put(body, "enabled", enabled);
        addTimes(body);
    }

    private void addTimes(ObjectNode body) {
        if (window != null) {
            var group = body.withObject("/group").put("window", window.toString());
            Given.put(group, "by", groupBy);
        }
        if (quietHours != null) {
            var hours = quietHours.split("-", 2);
            body.withObject("/quietHours")
                    .put("from", hours[0])
                    .put("to", hours.length > 1 ? hours[1] : "")
                    .put("timeZone", timeZone);
        }
        if (digest != null) {
            body.withObject("/digest").put("cron", digest).put("timeZone", timeZone);
        }
    }

    private void addMatch(ObjectNode match) {
        Given.put(match, "types", types);
        Given.put(match, "sites", sites);
        Given.put(match, "tags", tags);
        Given.put(match, "severity", severity);
    }
}
