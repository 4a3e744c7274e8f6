package dev.moru.cli.backup;

import dev.moru.cli.operation.Operations;
import dev.moru.cli.operation.WaitOptions;
import dev.moru.cli.output.Documents;
import dev.moru.cli.resource.Given;
import dev.moru.cli.session.Session;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "create", description = "Take a backup of a server.", footer = "  moru backup create web-01 --wait")
final class CreateBackup implements Callable<Integer> {

    @Parameters(paramLabel = "SERVER", description = "name or id")
    private String server = "";

    @Option(names = "--storage-class", paramLabel = "CLASS", description = "where it goes (default: the most room)")
    private @Nullable String storageClass;

    @Mixin
    private WaitOptions wait = new WaitOptions();

    private final Session session;

    CreateBackup(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var body = Documents.object();
        Given.put(body, "storageClass", storageClass);
        var path = session.inProject("servers").child(server).child("backups");
        return new Operations(session).accepted(session.api().post(path, body).body(), wait);
    }
}
