package dev.moru.cli.backup;

import dev.moru.cli.http.ApiPath;
import dev.moru.cli.operation.Operations;
import dev.moru.cli.operation.WaitOptions;
import dev.moru.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "verify",
        description = "Try a backup: restore it to a machine of its own, boot that, look at it and remove it.",
        footer = "  moru backup verify 0192... --wait")
final class VerifyBackup implements Callable<Integer> {

    @Parameters(paramLabel = "ID")
    private String id = "";

    @Mixin
    private WaitOptions wait = new WaitOptions();

    private final Session session;

    VerifyBackup(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var path = ApiPath.of("backups", id).verb("verify");
        return new Operations(session).accepted(session.api().post(path, null).body(), wait);
    }
}
