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

@Command(name = "list", description = "List audit records.")
final class ListAudit implements Callable<Integer> {

    private static final View VIEW = View.byId(
            "audit",
            Column.of("AT", "/at"),
            Column.of("ACTOR", "/actor"),
            Column.of("ACTION", "/action"),
            Column.of("TARGET", "/target"),
            Column.of("OUTCOME", "/outcome"),
            Column.of("PROJECT", "/project").wide(),
            Column.of("OPERATION", "/operationId").wide(),
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
}
