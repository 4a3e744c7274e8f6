package dev.moru.cli.alert;

import dev.moru.cli.session.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code moru alert}. */
@Command(name = "alert", description = "Alerts: what monitoring has found wrong, and who sees to it.")
public final class AlertCommands {

    private AlertCommands() {}

    public static CommandLine of(Session session) {
        return new CommandLine(new AlertCommands())
                .addSubcommand(new ListAlerts(session))
                .addSubcommand(new GetAlert(session))
                .addSubcommand(new AcknowledgeAlert(session))
                .addSubcommand(new SilenceAlert(session));
    }
}
