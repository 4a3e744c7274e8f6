package dev.moru.cli.site;

import dev.moru.cli.exit.ExitCode;
import dev.moru.cli.exit.Failure;
import dev.moru.cli.session.Session;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "setup-script",
        description = {
            "Print the commands that make a user, a role with only the privileges that are needed, and an API token.",
            "Run them as root on one node of the cluster; nothing here talks to it."
        },
        footer = {"  moru site setup-script --pve 9 | ssh root@pve1 sh", "  moru site setup-script --pve 8 --pool moru"
        })
final class PrintSetupScript implements Callable<Integer> {

    @Option(
            names = "--pve",
            paramLabel = "VERSION",
            required = true,
            description = "major version of Proxmox VE: 8 or 9")
    private int version;

    @Option(names = "--user", paramLabel = "USER@REALM", description = "default: moru@pve")
    private String user = "moru@pve";

    @Option(names = "--token", paramLabel = "NAME", description = "the token's name (default: moru)")
    private String token = "moru";

    @Option(names = "--role", paramLabel = "ROLE", description = "default: Moru")
    private String role = "Moru";

    @Option(names = "--pool", paramLabel = "POOL", description = "a Proxmox pool to make for the servers")
    private @Nullable String pool;

    private final Session session;

    PrintSetupScript(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        requirePlain(user, "[A-Za-z][\\w.-]*@[A-Za-z][\\w.-]*", "--user");
        requirePlain(token, "[A-Za-z][\\w.-]+", "--token");
        requirePlain(role, "[A-Za-z][\\w.-]*", "--role");
        if (pool != null) {
            requirePlain(pool, "[A-Za-z][\\w.-]*", "--pool");
        }
        session.host().out().print(SetupScript.of(version, user, token, role, pool));
        session.host().out().flush();
        return ExitCode.OK.number();
    }

    /** The script is run by root: what goes into it must be a plain name. */
    private static void requirePlain(String value, String pattern, String option) {
        if (!value.matches(pattern)) {
            throw Failure.usage("'" + value + "' is no name for " + option);
        }
    }
}
