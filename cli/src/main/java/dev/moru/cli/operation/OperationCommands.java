package dev.moru.cli.operation;

import dev.moru.cli.session.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code moru operation}. */
@Command(name = "operation", description = "Operations: everything that was asked of the estate.")
public final class OperationCommands {

    private OperationCommands() {}

    public static CommandLine of(Session session) {
        return new CommandLine(new OperationCommands())
                .addSubcommand(new ListOperations(session))
                .addSubcommand(new GetOperation(session))
                .addSubcommand(new WatchOperation(session))
                .addSubcommand(new CancelOperation(session))
                .addSubcommand(new RetryOperation(session))
                .addSubcommand(new ShowLog(session));
    }
}
