package dev.moru.cli;

import dev.moru.cli.alert.AlertCommands;
import dev.moru.cli.audit.AuditCommands;
import dev.moru.cli.backup.BackupCommands;
import dev.moru.cli.completion.CompletionCommand;
import dev.moru.cli.context.ContextCommands;
import dev.moru.cli.context.Login;
import dev.moru.cli.deadletter.DeadLetterCommands;
import dev.moru.cli.event.EventCommands;
import dev.moru.cli.notification.NotificationCommands;
import dev.moru.cli.operation.OperationCommands;
import dev.moru.cli.role.RoleCommands;
import dev.moru.cli.server.ServerCommands;
import dev.moru.cli.session.Durations;
import dev.moru.cli.session.GlobalOptions;
import dev.moru.cli.session.Session;
import dev.moru.cli.site.SiteCommands;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;

/**
 * All commands. Each feature makes its own, and only the noun that is on the command line is made: reflection over every
 * command would cost more time than the request. Help, completion and typing errors get the whole tree.
 */
final class CommandTree {

    private static final String COMPLETION = "completion";
    private static final Map<String, Function<Session, CommandLine>> ALONE = nouns();

    private CommandTree() {}

    static CommandLine of(Session session, GlobalOptions options, List<String> arguments) {
        var root = new CommandLine(new RootCommand(options));
        var wanted = arguments.isEmpty() ? null : ALONE.get(arguments.get(0));
        if (wanted == null) {
            ALONE.forEach((noun, make) -> root.addSubcommand(noun, make.apply(session)));
            root.addSubcommand(COMPLETION, new CompletionCommand(session));
        } else {
            root.addSubcommand(arguments.get(0), wanted.apply(session));
        }
        var colours = session.host().allowsColour() && session.host().terminal().showsOutput();
        return HelpLayout.applyTo(root, colours)
                .registerConverter(Duration.class, new Durations())
                .setCaseInsensitiveEnumValuesAllowed(true)
                // An argument that begins with @ is for the command: --ssh-key @FILE.
                .setExpandAtFiles(false)
                .setExecutionExceptionHandler(new FailureReport(session))
                .setParameterExceptionHandler(new UsageReport(session));
    }

    private static Map<String, Function<Session, CommandLine>> nouns() {
        var nouns = new LinkedHashMap<String, Function<Session, CommandLine>>();
        nouns.put("login", session -> new CommandLine(new Login(session)));
        nouns.put("context", ContextCommands::of);
        nouns.put("server", ServerCommands::of);
        nouns.put("role", RoleCommands::of);
        nouns.put("operation", OperationCommands::of);
        nouns.put("event", EventCommands::of);
        nouns.put("site", SiteCommands::sites);
        nouns.put("image", SiteCommands::images);
        nouns.put("network", SiteCommands::networks);
        nouns.put("storage-class", SiteCommands::storageClasses);
        nouns.put("preset", SiteCommands::presets);
        nouns.put("channel", NotificationCommands::channels);
        nouns.put("route", NotificationCommands::routes);
        nouns.put("delivery", NotificationCommands::deliveries);
        nouns.put("alert", AlertCommands::of);
        nouns.put("backup", BackupCommands::of);
        nouns.put("backup-policy", BackupCommands::policies);
        nouns.put("audit", AuditCommands::of);
        nouns.put("dlq", DeadLetterCommands::of);
        nouns.put("rebuild", session -> new CommandLine(new Rebuild(session)));
        nouns.put("info", session -> new CommandLine(new ShowInfo(session)));
        nouns.put("version", session -> new CommandLine(new ShowVersion(session)));
        return nouns;
    }
}
