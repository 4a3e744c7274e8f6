package dev.moru.cli.role;

import dev.moru.cli.http.ApiPath;
import dev.moru.cli.output.Column;
import dev.moru.cli.output.View;
import dev.moru.cli.resource.ListOptions;
import dev.moru.cli.resource.Listing;
import dev.moru.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", description = "List the roles that servers can be given.")
final class ListRoles implements Callable<Integer> {

    static final View VIEW = View.of(
            "role",
            Column.of("NAME", "/name"),
            Column.each("VARIABLES", "/variables", "/name"),
            Column.of("DESCRIPTION", "/description"));

    @Mixin
    private ListOptions list = new ListOptions();

    private final Session session;

    ListRoles(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        return new Listing(session).show(ApiPath.of("roles"), list, VIEW);
    }
}
