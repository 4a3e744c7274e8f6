package dev.moru.cli.context;

import dev.moru.cli.exit.ExitCode;
import dev.moru.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "delete",
        description = "Forget a context and its token. The token itself stays valid until it is revoked.")
final class DeleteContext implements Callable<Integer> {

    @Parameters(paramLabel = "NAME")
    private String name = "";

    private final Session session;

    DeleteContext(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.contexts().remove(name);
        session.say("forgot context '" + name + "'");
        return ExitCode.OK.number();
    }
}
