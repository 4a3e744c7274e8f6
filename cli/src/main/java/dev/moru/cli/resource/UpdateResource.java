package dev.moru.cli.resource;

import dev.moru.cli.exit.ExitCode;
import dev.moru.cli.exit.Failure;
import dev.moru.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "update", description = "Change fields of one resource.")
final class UpdateResource implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "name or id")
    private String name = "";

    @Mixin
    private BodyOptions body = new BodyOptions();

    private final Session session;
    private final Resources resources;
    private final BodyFlags flags;

    UpdateResource(Session session, Resources resources, BodyFlags flags) {
        this.session = session;
        this.resources = resources;
        this.flags = flags;
    }

    @Override
    public Integer call() {
        var change = body.start(session);
        flags.addTo(change, session);
        if (body.finish(change).isEmpty()) {
            throw Failure.usage("say what to change, for example --set description=...");
        }
        var answer = session.api().patch(resources.path(session, name), change, null);
        session.printer().row(answer.body(), resources.view());
        return ExitCode.OK.number();
    }
}
