package dev.moru.cli.notification;

import dev.moru.cli.resource.BodyFlags;
import dev.moru.cli.resource.Given;
import dev.moru.cli.session.Session;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** Where a channel leads. */
final class ChannelFlags implements BodyFlags {

    @Option(names = "--type", paramLabel = "TYPE", description = "webhook")
    private @Nullable String type;

    @Option(names = "--url", paramLabel = "URL", description = "what a webhook is posted to")
    private @Nullable String url;

    @Option(names = "--secret-stdin", description = "read the signing secret (whsec_...) from standard input")
    private boolean secretFromInput;

    @Option(names = "--enabled", negatable = true, description = "whether it is used")
    private @Nullable Boolean enabled;

    @Option(names = "--description", paramLabel = "TEXT")
    private @Nullable String description;

    @Override
    public void addTo(ObjectNode body, Session session) {
        Given.put(body, "type", type);
        Given.put(body, "url", url);
        if (secretFromInput) {
            body.put("signingSecret", session.readSecret());
        }
        Given.put(body, "enabled", enabled);
        Given.put(body, "description", description);
    }
}
