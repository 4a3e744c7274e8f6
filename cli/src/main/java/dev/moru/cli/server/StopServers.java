package dev.moru.cli.server;

import dev.moru.cli.exit.Failure;
import dev.moru.cli.output.Documents;
import dev.moru.cli.session.Confirmation;
import dev.moru.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "stop",
        description = "Shut servers down.",
        footer = {"  moru server stop web-01 web-02 --wait", "  moru server stop --filter 'tag:shop' --max-in-flight 2"
        })
final class StopServers implements Callable<Integer> {

    @Mixin
    private TargetOptions targets = new TargetOptions();

    @Mixin
    private Confirmation confirmation = new Confirmation();

    @Option(names = "--force", description = "pull the plug instead of asking the operating system (one server only)")
    private boolean force;

    private final Session session;

    StopServers(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (force && !targets.single()) {
            throw Failure.usage("--force stops one server at a time");
        }
        var body = force ? Documents.object().put("force", true) : null;
        return new PowerAction(session, "stop").run(targets, confirmation, body);
    }
}
