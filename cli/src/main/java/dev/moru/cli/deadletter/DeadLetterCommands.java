package dev.moru.cli.deadletter;

import dev.moru.cli.session.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code moru dlq}. */
@Command(name = "dlq", description = "Dead letters: records that a service could not handle and has put aside.")
public final class DeadLetterCommands {

    private DeadLetterCommands() {}

    public static CommandLine of(Session session) {
        return new CommandLine(new DeadLetterCommands())
                .addSubcommand(new ListDeadLetters(session))
                .addSubcommand(new ShowDeadLetter(session))
                .addSubcommand(new ReplayDeadLetter(session))
                .addSubcommand(new DiscardDeadLetter(session));
    }
}
