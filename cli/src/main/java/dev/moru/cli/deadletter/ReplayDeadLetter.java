package dev.moru.cli.deadletter;

import dev.moru.cli.exit.ExitCode;
import dev.moru.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "replay",
        description = "Hand a dead letter to its handler once more. What comes too late is refused there, as always.")
final class ReplayDeadLetter implements Callable<Integer> {

    @Parameters(paramLabel = LetterName.LABEL)
    private String name = "";

    private final Session session;

    ReplayDeadLetter(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.api().post(LetterName.path(name).verb("replay"), null);
        session.say("dead letter " + name + " was handled");
        return ExitCode.OK.number();
    }
}
