package dev.moru.cli.notification;

import dev.moru.cli.resource.BodyFlags;
import dev.moru.cli.resource.Given;
import dev.moru.cli.session.Session;
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

    @Option(names = "--enabled", negatable = true, description = "whether it is used")
    private @Nullable Boolean enabled;

    @Override
    public void addTo(ObjectNode body, Session session) {
        Given.put(body, "channels", channels);
        if (!types.isEmpty() || !sites.isEmpty() || !tags.isEmpty() || severity != null) {
            addMatch(body.withObject("/match"));
        }
        Given.put(body, "enabled", enabled);
    }

    private void addMatch(ObjectNode match) {
        Given.put(match, "types", types);
        Given.put(match, "sites", sites);
        Given.put(match, "tags", tags);
        Given.put(match, "severity", severity);
    }
}
