package dev.moru.cli.deadletter;

import dev.moru.cli.exit.ExitCode;
import dev.moru.cli.http.ApiPath;
import dev.moru.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "replay",
        description = "Hand a dead letter to its handler once more. What comes too late is refused there, as always.")
final class ReplayDeadLetter implements Callable<Integer> {

    @Parameters(paramLabel = "ID")
    private String id = "";

    private final Session session;

    ReplayDeadLetter(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.api().post(ApiPath.of("dead-letters", id).verb("replay"), null);
        session.say("dead letter " + id + " was handled");
        return ExitCode.OK.number();
    }
}
