package dev.moru.cli.site;

import dev.moru.cli.http.ApiPath;
import dev.moru.cli.output.Column;
import dev.moru.cli.output.View;
import dev.moru.cli.resource.ListOptions;
import dev.moru.cli.resource.Listing;
import dev.moru.cli.session.Session;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "guests",
        description = "List everything on the cluster: managed, unmanaged, of another installation, and templates.")
final class ListGuests implements Callable<Integer> {

    private static final View VIEW = new View(
            "guest",
            "/vmId",
            List.of(
                    Column.of("VMID", "/vmId"),
                    Column.of("NAME", "/name"),
                    Column.of("TYPE", "/type"),
                    Column.of("NODE", "/node"),
                    Column.state("STATUS", "/status"),
                    Column.state("RELATION", "/relation"),
                    Column.of("SERVER ID", "/server").wide()));

    @Parameters(paramLabel = "SITE")
    private String site = "";

    @Mixin
    private ListOptions list = new ListOptions();

    private final Session session;

    ListGuests(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        return new Listing(session).show(ApiPath.of("sites", site, "guests"), list, VIEW);
    }
}
