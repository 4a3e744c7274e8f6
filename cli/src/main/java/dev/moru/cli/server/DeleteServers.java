package dev.moru.cli.server;

import dev.moru.cli.exit.ExitCode;
import dev.moru.cli.exit.Failure;
import dev.moru.cli.operation.Operations;
import dev.moru.cli.session.Confirmation;
import dev.moru.cli.session.Session;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "delete", description = "Delete servers and their disks. Protected ones are refused.")
final class DeleteServers implements Callable<Integer> {

    @Mixin
    private TargetOptions targets = new TargetOptions();

    @Mixin
    private Confirmation confirmation = new Confirmation();

    @Option(names = "--backups", paramLabel = "WHAT", description = "keep or delete (one server only; default: keep)")
    private @Nullable String backups;

    @Option(names = "--if-match", paramLabel = "REVISION", description = "refuse when it has changed since")
    private @Nullable String revision;

    private final Session session;

    DeleteServers(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        BulkAction.requireTargets(targets);
        if (targets.filter == null && !targets.dryRun) {
            confirmation.require(session, "Delete " + String.join(", ", targets.servers) + "?");
        }
        return targets.single() ? one(targets.servers.get(0)) : several();
    }

    private int several() {
        if (backups != null || revision != null) {
            throw Failure.usage("--backups and --if-match are for one server at a time");
        }
        return new BulkAction(session, "delete").run(targets, confirmation);
    }

    private int one(String server) {
        var path = new Servers(session).path(server).with("backups", backups);
        var answer =
                session.api().delete(path.with("validateOnly", targets.dryRun ? true : null), Revision.tag(revision));
        if (!targets.dryRun) {
            return new Operations(session).accepted(answer.body(), targets.wait);
        }
        DryRun.show(session, answer.body());
        return ExitCode.OK.number();
    }
}
