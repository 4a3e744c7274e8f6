package dev.moru.cli.server;

import dev.moru.cli.exit.Failure;
import dev.moru.cli.operation.LogLines;
import dev.moru.cli.operation.Operations;
import dev.moru.cli.output.Documents;
import dev.moru.cli.output.Text;
import dev.moru.cli.session.Confirmation;
import dev.moru.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "configure",
        description = "Bring servers to their roles again.",
        footer = {"  moru server configure web-01 --check", "  moru server configure --filter 'tags:shop' --wait"})
final class ConfigureServers implements Callable<Integer> {

    @Mixin
    private TargetOptions targets = new TargetOptions();

    @Mixin
    private Confirmation confirmation = new Confirmation();

    @Option(
            names = "--check",
            description = "change nothing: wait, and show what would be changed (one server at a time)")
    private boolean check;

    private final Session session;

    ConfigureServers(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (!check) {
            return new PowerAction(session, "configure").run(targets, confirmation, null);
        }
        if (!targets.single()) {
            throw Failure.usage("--check is for one server at a time");
        }
        var path = new Servers(session).path(targets.servers.get(0)).verb("configure");
        var operation =
                session.api().post(path, Documents.object().put("check", true)).body();
        targets.wait.inAnyCase();
        return new Operations(session).accepted(operation, targets.wait, this::showDifferences);
    }

    /** What is right already is left out. */
    private void showDifferences(JsonNode operation) {
        var out = session.host().out();
        new LogLines(session).from(0, operation.path("id").asString(""), line -> {
            var text = line.path("text").asString("");
            if (!text.startsWith("ok: ")) {
                out.println(Text.oneLine(text));
            }
        });
        operation.path("steps").forEach(step -> session.say(step.path("message").asString("")));
        out.flush();
    }
}
