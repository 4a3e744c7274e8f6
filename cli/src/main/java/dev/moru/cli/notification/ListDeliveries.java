package dev.moru.cli.notification;

import dev.moru.cli.http.ApiPath;
import dev.moru.cli.output.Column;
import dev.moru.cli.output.View;
import dev.moru.cli.resource.ListOptions;
import dev.moru.cli.resource.Listing;
import dev.moru.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", description = "List deliveries.")
final class ListDeliveries implements Callable<Integer> {

    static final View VIEW = View.byId(
            "delivery",
            Column.of("ID", "/id"),
            Column.of("EVENT", "/eventType"),
            Column.of("CHANNEL", "/channel"),
            Column.state("STATE", "/state"),
            Column.of("EVENTS", "/events").wide(),
            Column.of("ATTEMPTS", "/attempts"),
            Column.of("STATUS", "/status"),
            Column.age("AGE", "/createdAt"),
            Column.of("NEXT", "/nextAttemptAt").wide(),
            Column.of("CARRIED BY", "/carriedBy").wide(),
            Column.of("ROUTE", "/route").wide(),
            Column.of("ANSWER", "/answer").wide(),
            Column.of("REFUSAL", "/refusal").wide());

    @Mixin
    private ListOptions list = new ListOptions();

    private final Session session;

    ListDeliveries(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        var path = session.namedProject()
                .map(project -> ApiPath.of("projects", project, "deliveries"))
                .orElse(ApiPath.of("deliveries"));
        return new Listing(session).show(path, list, VIEW);
    }
}
