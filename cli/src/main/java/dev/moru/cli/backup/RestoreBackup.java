package dev.moru.cli.backup;

import dev.moru.cli.http.ApiPath;
import dev.moru.cli.operation.Operations;
import dev.moru.cli.operation.WaitOptions;
import dev.moru.cli.output.Documents;
import dev.moru.cli.resource.Given;
import dev.moru.cli.session.Confirmation;
import dev.moru.cli.session.Session;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "restore",
        description = "Bring a backup back: to a new server, or over the server of which it was taken.",
        footer = {
            "  moru backup restore 0192... --new web-02 --start --wait",
            "  moru backup restore 0192... --in-place --start --yes --wait"
        })
final class RestoreBackup implements Callable<Integer> {

    private static final class Target {

        @Option(names = "--new", paramLabel = "NAME", required = true, description = "to a new server of this name")
        private @Nullable String name;

        @Option(
                names = "--in-place",
                required = true,
                description = "over the server itself: what is on its disks is lost")
        private boolean inPlace;

        void addTo(ObjectNode body) {
            body.put("target", inPlace ? "inPlace" : "new");
            Given.put(body, "name", name);
        }
    }

    @Parameters(paramLabel = "ID")
    private String id = "";

    @ArgGroup(multiplicity = "1")
    private Target target = new Target();

    @Option(names = "--storage-class", paramLabel = "CLASS", description = "of all disks (default: where they were)")
    private @Nullable String storageClass;

    @Option(names = "--start", description = "start the server then")
    private boolean start;

    @Mixin
    private Confirmation confirmation = new Confirmation();

    @Mixin
    private WaitOptions wait = new WaitOptions();

    private final Session session;

    RestoreBackup(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (target.inPlace) {
            confirmation.require(session, "Overwrite the server with backup " + id + "?");
        }
        var body = Documents.object();
        target.addTo(body);
        Given.put(body, "storageClass", storageClass);
        Given.put(body, "start", start ? true : null);
        var path = ApiPath.of("backups", id).verb("restore");
        return new Operations(session).accepted(session.api().post(path, body).body(), wait);
    }
}
