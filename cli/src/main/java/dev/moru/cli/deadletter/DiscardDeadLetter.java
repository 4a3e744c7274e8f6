package dev.moru.cli.deadletter;

import dev.moru.cli.exit.ExitCode;
import dev.moru.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "discard", description = "Leave a dead letter unhandled for good.")
final class DiscardDeadLetter implements Callable<Integer> {

    @Parameters(paramLabel = LetterName.LABEL)
    private String name = "";

    private final Session session;

    DiscardDeadLetter(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.api().post(LetterName.path(name).verb("discard"), null);
        session.say("dead letter " + name + " is left");
        return ExitCode.OK.number();
    }
}
