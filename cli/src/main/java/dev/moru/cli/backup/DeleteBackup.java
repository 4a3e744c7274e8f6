package dev.moru.cli.backup;

import dev.moru.cli.exit.ExitCode;
import dev.moru.cli.http.ApiPath;
import dev.moru.cli.session.Confirmation;
import dev.moru.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "delete", description = "Remove a backup.")
final class DeleteBackup implements Callable<Integer> {

    @Parameters(paramLabel = "ID")
    private String id = "";

    @Mixin
    private Confirmation confirmation = new Confirmation();

    private final Session session;

    DeleteBackup(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        confirmation.require(session, "Delete backup " + id + "?");
        session.api().delete(ApiPath.of("backups", id), null);
        session.say("backup " + id + " is being removed");
        return ExitCode.OK.number();
    }
}
