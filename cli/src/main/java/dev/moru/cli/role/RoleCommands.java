package dev.moru.cli.role;

import dev.moru.cli.session.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code moru role}. */
@Command(name = "role", description = "Roles: what servers can be configured as.")
public final class RoleCommands {

    private RoleCommands() {}

    public static CommandLine of(Session session) {
        return new CommandLine(new RoleCommands())
                .addSubcommand(new ListRoles(session))
                .addSubcommand(new GetRole(session));
    }
}
