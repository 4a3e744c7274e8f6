package dev.moru.cli.alert;

import dev.moru.cli.http.ApiPath;
import dev.moru.cli.output.Column;
import dev.moru.cli.output.View;
import dev.moru.cli.resource.ListOptions;
import dev.moru.cli.resource.Listing;
import dev.moru.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "list",
        description = "List the alerts of the project.",
        footer = {"  moru alert list --filter state=FIRING --watch", "  moru alert list --installation"})
final class ListAlerts implements Callable<Integer> {

    static final View VIEW = View.byId(
            "alert",
            Column.of("ID", "/id"),
            Column.of("NAME", "/name"),
            Column.state("STATE", "/state"),
            Column.of("SEVERITY", "/severity"),
            Column.of("SUMMARY", "/summary"),
            Column.age("AGE", "/startsAt"),
            Column.of("SEEN BY", "/acknowledgement/by"),
            Column.of("SILENT UNTIL", "/silence/endsAt"),
            Column.of("SERVER", ListAlerts::server).wide(),
            Column.of("SITE", "/site").wide(),
            Column.of("RUNBOOK", "/runbook").wide());

    @Option(names = "--installation", description = "those that belong to no project, such as a node that is down")
    private boolean installation;

    @Mixin
    private ListOptions list = new ListOptions();

    private final Session session;

    ListAlerts(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        var path = installation ? ApiPath.of("alerts") : session.inProject("alerts");
        return new Listing(session).show(path, list, VIEW);
    }

    /** Targets that Moru has told Prometheus of have their server's name; other rules may set the id alone. */
    private static String server(JsonNode alert) {
        return alert.at("/labels/server").asString(alert.path("serverId").asString(""));
    }
}
