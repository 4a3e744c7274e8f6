package dev.moru.cli.context;

import dev.moru.cli.exit.ExitCode;
import dev.moru.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "use", description = "Make a context the current one.")
final class UseContext implements Callable<Integer> {

    @Parameters(paramLabel = "NAME")
    private String name = "";

    private final Session session;

    UseContext(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.contexts().use(name);
        session.say("using context '" + name + "'");
        return ExitCode.OK.number();
    }
}
