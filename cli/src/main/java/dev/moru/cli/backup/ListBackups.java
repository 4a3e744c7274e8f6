package dev.moru.cli.backup;

import dev.moru.cli.output.Column;
import dev.moru.cli.output.View;
import dev.moru.cli.resource.ListOptions;
import dev.moru.cli.resource.Listing;
import dev.moru.cli.session.Session;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "list", description = "List the backups of a server, or of the project.")
final class ListBackups implements Callable<Integer> {

    static final View VIEW = View.byId(
            "backup",
            Column.of("ID", "/id"),
            Column.of("SERVER", "/server"),
            Column.state("STATE", "/state"),
            Column.age("AGE", "/takenAt"),
            Column.of("STORAGE", "/archive/storage"),
            Column.of("POLICY", "/policy"),
            Column.of("VERIFIED", "/verification/passed"),
            Column.of("VOLUME", "/archive/volume").wide(),
            Column.of("BYTES", "/archive/sizeBytes").wide(),
            Column.of("NOTE", "/message").wide());

    @Parameters(paramLabel = "SERVER", arity = "0..1", description = "name or id, also of one that is gone")
    private @Nullable String server;

    @Mixin
    private ListOptions list = new ListOptions();

    private final Session session;

    ListBackups(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        var path = server == null
                ? session.inProject("backups")
                : session.inProject("servers").child(server).child("backups");
        return new Listing(session).show(path, list, VIEW);
    }
}
