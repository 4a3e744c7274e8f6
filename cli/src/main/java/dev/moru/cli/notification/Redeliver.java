package dev.moru.cli.notification;

import dev.moru.cli.http.ApiPath;
import dev.moru.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "redeliver", description = "Send a delivery again, with the same id, and say what the channel answers.")
final class Redeliver implements Callable<Integer> {

    @Parameters(paramLabel = "ID")
    private String id = "";

    private final Session session;

    Redeliver(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return new Sending(session).send(ApiPath.of("deliveries", id).verb("redeliver"));
    }
}
