package dev.moru.cli.server;

import dev.moru.cli.resource.ListOptions;
import dev.moru.cli.resource.Listing;
import dev.moru.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", description = "List the servers of the project.")
final class ListServers implements Callable<Integer> {

    @Mixin
    private ListOptions list = new ListOptions();

    private final Session session;

    ListServers(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        return new Listing(session).show(new Servers(session).path(), list, Servers.VIEW);
    }
}
