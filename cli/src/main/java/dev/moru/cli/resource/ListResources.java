package dev.moru.cli.resource;

import dev.moru.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", description = "List every resource.")
final class ListResources implements Callable<Integer> {

    @Mixin
    private ListOptions list = new ListOptions();

    private final Session session;
    private final Resources resources;

    ListResources(Session session, Resources resources) {
        this.session = session;
        this.resources = resources;
    }

    @Override
    public Integer call() throws InterruptedException {
        return new Listing(session).show(resources.path(session), list, resources.view());
    }
}
