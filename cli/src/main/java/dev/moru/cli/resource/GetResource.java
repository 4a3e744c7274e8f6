package dev.moru.cli.resource;

import dev.moru.cli.exit.ExitCode;
import dev.moru.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "get", description = "Show one resource.")
final class GetResource implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "name or id")
    private String name = "";

    private final Session session;
    private final Resources resources;

    GetResource(Session session, Resources resources) {
        this.session = session;
        this.resources = resources;
    }

    @Override
    public Integer call() {
        session.printer().one(session.api().get(resources.path(session, name)), resources.view());
        return ExitCode.OK.number();
    }
}
