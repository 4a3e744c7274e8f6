package dev.moru.cli.server;

import dev.moru.cli.exit.ExitCode;
import dev.moru.cli.operation.WaitOptions;
import dev.moru.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "create",
        description = "Create a server.",
        footer = {
            "  moru server create web-01 --image debian-12 --preset small --wait",
            "  moru server create web-01 --image debian-12 --cores 4 --memory 8G --disk 40G --disk data=100G",
            "  moru server create web-02 --image debian-12 --role web --role-variable web.web_port=8080 --wait",
            "  moru server create -f web-01.yml --dry-run"
        })
final class CreateServer implements Callable<Integer> {

    @Mixin
    private SpecOptions spec = new SpecOptions();

    @Mixin
    private WaitOptions wait = new WaitOptions();

    @Option(names = "--dry-run", description = "only show what would be created")
    private boolean dryRun;

    private final Session session;

    CreateServer(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var servers = new Servers(session);
        var path = servers.path().with("validateOnly", dryRun ? true : null);
        var answer = session.api().post(path, spec.body(session));
        if (!dryRun) {
            return servers.begun(answer.body(), wait);
        }
        DryRun.show(session, answer.body());
        return ExitCode.OK.number();
    }
}
