package dev.moru.cli.audit;

import dev.moru.cli.session.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code moru audit}. */
@Command(name = "audit", description = "The audit trail: who asked for what, and whether it still tells the truth.")
public final class AuditCommands {

    private AuditCommands() {}

    public static CommandLine of(Session session) {
        return new CommandLine(new AuditCommands())
                .addSubcommand(new ListAudit(session))
                .addSubcommand(new VerifyAudit(session));
    }
}
