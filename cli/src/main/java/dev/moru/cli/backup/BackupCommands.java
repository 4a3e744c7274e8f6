package dev.moru.cli.backup;

import dev.moru.cli.output.Column;
import dev.moru.cli.output.View;
import dev.moru.cli.resource.Fields;
import dev.moru.cli.resource.ResourceCommands;
import dev.moru.cli.resource.ResourceKind;
import dev.moru.cli.resource.ResourceKind.Place;
import dev.moru.cli.session.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code moru backup} and {@code backup-policy}. */
@Command(name = "backup", description = "Backups of servers.")
public final class BackupCommands {

    private static final ResourceKind POLICY = new ResourceKind(
            "backup-policy",
            "backup-policies",
            Place.PROJECT,
            View.of(
                    "backup-policy",
                    Column.of("NAME", "/name"),
                    Fields.column("SCHEDULE", "schedule"),
                    Fields.column("TIME ZONE", "timeZone"),
                    Fields.column("ENABLED", "enabled"),
                    Column.of("STATUS", Fields::conditions),
                    Fields.column("STORAGE CLASS", "storageClass").wide(),
                    Fields.column("RECOVERY POINT", "recoveryPoint").wide(),
                    Column.of("REVISION", "/revision").wide(),
                    Column.of("ID", "/id").wide()),
            PolicyFlags::new);

    private BackupCommands() {}

    public static CommandLine of(Session session) {
        return new CommandLine(new BackupCommands())
                .addSubcommand(new CreateBackup(session))
                .addSubcommand(new ListBackups(session))
                .addSubcommand(new GetBackup(session))
                .addSubcommand(new RestoreBackup(session))
                .addSubcommand(new VerifyBackup(session))
                .addSubcommand(new DeleteBackup(session));
    }

    public static CommandLine policies(Session session) {
        return ResourceCommands.of(session, POLICY, "Backup policies: when servers are backed up, and what is kept.")
                .addSubcommand(new PrunePolicy(session));
    }
}
