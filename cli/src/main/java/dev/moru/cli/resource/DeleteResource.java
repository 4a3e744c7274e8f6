package dev.moru.cli.resource;

import dev.moru.cli.exit.ExitCode;
import dev.moru.cli.session.Confirmation;
import dev.moru.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "delete", description = "Delete one resource.")
final class DeleteResource implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "name or id")
    private String name = "";

    @Mixin
    private Confirmation confirmation = new Confirmation();

    private final Session session;
    private final Resources resources;

    DeleteResource(Session session, Resources resources) {
        this.session = session;
        this.resources = resources;
    }

    @Override
    public Integer call() {
        confirmation.require(session, "Delete " + resources.noun() + " " + name + "?");
        session.api().delete(resources.path(session, name), null);
        session.say(resources.noun() + " " + name + " deleted");
        return ExitCode.OK.number();
    }
}
