package dev.moru.cli.server;

import dev.moru.cli.exit.ExitCode;
import dev.moru.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "get", description = "Show one server.")
final class GetServer implements Callable<Integer> {

    @Parameters(paramLabel = "SERVER", description = "name or id")
    private String server = "";

    private final Session session;

    GetServer(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.printer().one(new Servers(session).get(server), Servers.VIEW);
        return ExitCode.OK.number();
    }
}
