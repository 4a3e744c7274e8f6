package dev.moru.cli.server;

import dev.moru.cli.exit.ExitCode;
import dev.moru.cli.operation.WaitOptions;
import dev.moru.cli.output.Documents;
import dev.moru.cli.resource.Given;
import dev.moru.cli.resource.SiteOption;
import dev.moru.cli.session.Session;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "adopt",
        description = "Take over a virtual machine that exists already (see 'moru site guests'). It becomes protected.",
        footer = "  moru server adopt 101 --site lab --name legacy-db --wait")
final class AdoptServer implements Callable<Integer> {

    @Parameters(paramLabel = "VMID", description = "its id on the cluster")
    private int vmId;

    @Mixin
    private SiteOption site = new SiteOption();

    @Option(names = "--name", paramLabel = "NAME", description = "its name here (default: vm-VMID)")
    private @Nullable String name;

    @Option(names = "--dry-run", description = "only check whether it would be accepted")
    private boolean dryRun;

    @Mixin
    private WaitOptions wait = new WaitOptions();

    private final Session session;

    AdoptServer(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var servers = new Servers(session);
        var body = Documents.object().put("site", site.name(session)).put("vmId", vmId);
        Given.put(body, "name", name);
        var path = servers.path().verb("adopt").with("validateOnly", dryRun ? true : null);
        var answer = session.api().post(path, body);
        if (!dryRun) {
            return servers.begun(answer.body(), wait);
        }
        DryRun.show(session, answer.body());
        return ExitCode.OK.number();
    }
}
