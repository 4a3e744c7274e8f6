package dev.moru.cli.notification;

import dev.moru.cli.resource.BodyFlags;
import dev.moru.cli.resource.Given;
import dev.moru.cli.session.Session;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** Where a channel leads. */
final class ChannelFlags implements BodyFlags {

    @Option(names = "--type", paramLabel = "TYPE", description = "webhook, email or slack")
    private @Nullable String type;

    @Option(names = "--url", paramLabel = "URL", description = "what a webhook is posted to: the setting 'url'")
    private @Nullable String url;

    @Option(
            names = "--to",
            paramLabel = "ADDRESS",
            description = "who gets the mail: the setting 'to'; repeat for more")
    private List<String> to = List.of();

    @Option(names = "--language", paramLabel = "WORD", description = "en or ko, of mail and Slack")
    private @Nullable String language;

    @Option(
            names = "--secret-stdin",
            paramLabel = "NAME",
            description = "read the secret of this name, such as signingSecret, from standard input")
    private @Nullable String secretFromInput;

    @Option(names = "--enabled", negatable = true, description = "whether it is used")
    private @Nullable Boolean enabled;

    @Option(names = "--description", paramLabel = "TEXT")
    private @Nullable String description;

    @Override
    public void addTo(ObjectNode body, Session session) {
        Given.put(body, "type", type);
        if (url != null) {
            body.withObject("/settings").put("url", url);
        }
        if (!to.isEmpty()) {
            to.forEach(body.withObject("/settings").putArray("to")::add);
        }
        if (language != null) {
            body.withObject("/settings").put("language", language);
        }
        if (secretFromInput != null) {
            body.withObject("/secrets").put(secretFromInput, session.readSecret());
        }
        Given.put(body, "enabled", enabled);
        Given.put(body, "description", description);
    }
}
