package dev.moru.cli.operation;

import dev.moru.cli.http.ApiPath;
import dev.moru.cli.resource.ListOptions;
import dev.moru.cli.resource.Listing;
import dev.moru.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "list",
        description = "List operations. Filters: state, kind, site, target, actor, parent, createdAt.",
        footer = "  moru operation list --filter 'state=RUNNING'")
final class ListOperations implements Callable<Integer> {

    @Mixin
    private ListOptions list = new ListOptions();

    private final Session session;

    ListOperations(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        var project = session.namedProject().map(name -> "project=\"" + name + "\"");
        return new Listing(session).show(ApiPath.of("operations"), list.within(project.orElse(null)), Operations.VIEW);
    }
}
