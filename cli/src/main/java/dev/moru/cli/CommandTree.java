package dev.moru.cli;

import dev.moru.cli.context.ContextCommands;
import dev.moru.cli.context.Login;
import dev.moru.cli.operation.OperationCommands;
import dev.moru.cli.server.ServerCommands;
import dev.moru.cli.session.Durations;
import dev.moru.cli.session.GlobalOptions;
import dev.moru.cli.session.Session;
import java.time.Duration;
import picocli.CommandLine;

/** All commands. Each feature makes its own; objects are made here by hand, so that no factory has to search for them. */
final class CommandTree {

    private CommandTree() {}

    static CommandLine of(Session session, GlobalOptions options) {
        var root = new CommandLine(new RootCommand(options))
                .addSubcommand(new Login(session))
                .addSubcommand(ContextCommands.of(session))
                .addSubcommand(ServerCommands.of(session))
                .addSubcommand(OperationCommands.of(session))
                .addSubcommand(new ShowInfo(session))
                .addSubcommand(new ShowVersion(session));
        return root.registerConverter(Duration.class, new Durations())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new FailureReport(session))
                .setParameterExceptionHandler(new UsageReport(session));
    }
}
