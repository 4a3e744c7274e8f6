package dev.moru.cli.audit;

import dev.moru.cli.http.ApiPath;
import dev.moru.cli.output.Column;
import dev.moru.cli.output.View;
import dev.moru.cli.resource.ListOptions;
import dev.moru.cli.resource.Listing;
import dev.moru.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

@Command(name = "list", description = "List audit records.")
final class ListAudit implements Callable<Integer> {

    private static final View VIEW = View.byId(
            "audit",
            Column.of("AT", "/at"),
            Column.of("ACTOR", entry -> Column.text(entry.at("/requester/actor")) + Column.text(entry.path("actor"))),
            Column.of("ACTION", "/action"),
            Column.of("TARGET", ListAudit::target),
            Column.state("OUTCOME", "/outcome"),
            Column.of("PROJECT", "/project").wide(),
            Column.of("OPERATION", "/operation").wide(),
            Column.of("DETAIL", "/detail").wide(),
            Column.of("ID", "/id").wide());

    @Mixin
    private ListOptions list = new ListOptions();

    private final Session session;

    ListAudit(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        return new Listing(session).show(ApiPath.of("audit"), list, VIEW);
    }

    private static String target(JsonNode entry) {
        var name = entry.path("targetName").asString("");
        var shown = name.isEmpty() ? entry.path("targetId").asString("") : name;
        return entry.path("targetKind").asString("") + " " + shown;
    }
}
