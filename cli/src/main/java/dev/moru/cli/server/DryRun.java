package dev.moru.cli.server;

import dev.moru.cli.output.Documents;
import dev.moru.cli.output.OutputFormat;
import dev.moru.cli.session.Session;
import tools.jackson.databind.JsonNode;

/** Shows what the gateway would do; the answer's shape differs by request, so people read it as YAML. */
final class DryRun {

    private DryRun() {}

    static void show(Session session, JsonNode answer) {
        var json = session.format() == OutputFormat.JSON;
        session.host().out().print(json ? Documents.pretty(answer) : Documents.yaml(answer));
        session.host().out().flush();
        session.say("nothing was changed (--dry-run)");
    }
}
