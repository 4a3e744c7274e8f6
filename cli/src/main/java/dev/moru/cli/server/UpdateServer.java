package dev.moru.cli.server;

import dev.moru.cli.exit.ExitCode;
import dev.moru.cli.exit.Failure;
import dev.moru.cli.operation.WaitOptions;
import dev.moru.cli.resource.BodyOptions;
import dev.moru.cli.resource.Given;
import dev.moru.cli.session.Session;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "update",
        description = "Change a server: size, disks, roles, backup policy, tags, description, protection.",
        footer = {
            "  moru server update web-01 --memory 8G --apply nextBoot",
            "  moru server update web-01 --disk root=40G --disk data=200G --wait",
            "  moru server update web-01 --add-role web --role-variable web.web_port=8080 --wait",
            "  moru server update web-01 --backup-policy daily --wait",
            "  moru server update web-01 --protected"
        })
final class UpdateServer implements Callable<Integer> {

    @Parameters(paramLabel = "SERVER", description = "name or id")
    private String server = "";

    @Mixin
    private BodyOptions body = new BodyOptions();

    @Mixin
    private SizeOptions size = new SizeOptions();

    @Option(names = "--add-role", paramLabel = "ROLE", description = "configure it as this too; repeat for more")
    private List<String> added = List.of();

    @Option(names = "--remove-role", paramLabel = "ROLE", description = "take this off it; repeat for more")
    private List<String> removed = List.of();

    @Mixin
    private RoleOptions roles = new RoleOptions();

    @Option(names = "--no-backup-policy", description = "back it up no more; the backups that there are stay")
    private boolean noBackupPolicy;

    @Option(
            names = "--apply",
            paramLabel = "WHEN",
            description = "live, nextBoot or restart (default: live where it can be, else nextBoot)")
    private @Nullable String apply;

    @Option(names = "--if-match", paramLabel = "REVISION", description = "refuse when it has changed since")
    private @Nullable String revision;

    @Option(names = "--dry-run", description = "only check whether it would be accepted")
    private boolean dryRun;

    @Mixin
    private WaitOptions wait = new WaitOptions();

    private final Session session;

    UpdateServer(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var servers = new Servers(session);
        var path = servers.path(server).with("validateOnly", dryRun ? true : null);
        var change = change();
        var seen = added.isEmpty() && removed.isEmpty() ? revision : changeRoles(change, servers.get(server));
        if (change.isEmpty()) {
            throw Failure.usage("say what to change, for example --memory 8G");
        }
        var answer = session.api().patch(path, change, Revision.tag(seen));
        if (!dryRun) {
            return servers.begun(answer.body(), wait);
        }
        DryRun.show(session, answer.body());
        return ExitCode.OK.number();
    }

    /**
     * The API takes all roles at once.
     *
     * @return the revision that they were read from, or the one that the user has named
     */
    private String changeRoles(ObjectNode change, JsonNode present) {
        if (change.has("roles")) {
            throw Failure.usage("--role replaces all roles; give it, or --add-role and --remove-role");
        }
        var wanted = new LinkedHashSet<String>();
        present.at("/spec/roles").forEach(role -> wanted.add(role.asString("")));
        wanted.addAll(added);
        removed.forEach(wanted::remove);
        var array = change.putArray("roles");
        wanted.forEach(array::add);
        return revision == null ? present.path("revision").asString("") : revision;
    }

    private ObjectNode change() {
        var change = body.start(session);
        size.addTo(change);
        roles.addTo(change);
        if (noBackupPolicy) {
            change.put("backupPolicy", "");
        }
        Given.put(change, "apply", apply);
        return body.finish(change);
    }
}
