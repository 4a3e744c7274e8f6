package dev.moru.cli.deadletter;

import dev.moru.cli.exit.ExitCode;
import dev.moru.cli.output.Documents;
import dev.moru.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "Show a dead letter with its headers and its body.")
final class ShowDeadLetter implements Callable<Integer> {

    @Parameters(paramLabel = LetterName.LABEL)
    private String name = "";

    private final Session session;

    ShowDeadLetter(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var letter = session.api().get(LetterName.path(name));
        if (session.format().forPeople()) {
            session.host().out().print(Documents.yaml(letter));
            session.host().out().flush();
        } else {
            session.printer().one(letter, ListDeadLetters.VIEW);
        }
        return ExitCode.OK.number();
    }
}
