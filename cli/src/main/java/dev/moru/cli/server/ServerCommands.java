package dev.moru.cli.server;

import dev.moru.cli.session.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code moru server}. */
@Command(name = "server", description = "Servers: create, list, change, configure, power, adopt and delete.")
public final class ServerCommands {

    private ServerCommands() {}

    public static CommandLine of(Session session) {
        return new CommandLine(new ServerCommands())
                .addSubcommand(new CreateServer(session))
                .addSubcommand(new ListServers(session))
                .addSubcommand(new GetServer(session))
                .addSubcommand(new UpdateServer(session))
                .addSubcommand(new DeleteServers(session))
                .addSubcommand(new StartServers(session))
                .addSubcommand(new StopServers(session))
                .addSubcommand(new RebootServers(session))
                .addSubcommand(new ConfigureServers(session))
                .addSubcommand(new AdoptServer(session))
                .addSubcommand(new PlanServer(session));
    }
}
