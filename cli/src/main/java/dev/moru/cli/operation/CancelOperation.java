package dev.moru.cli.operation;

import dev.moru.cli.http.ApiPath;
import dev.moru.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "cancel",
        description =
                "Ask an operation to stop. It ends CANCELLED once its effect has stopped, or refuses when too late.")
final class CancelOperation implements Callable<Integer> {

    @Parameters(paramLabel = "ID")
    private String id = "";

    @Mixin
    private WaitOptions wait = new WaitOptions();

    private final Session session;

    CancelOperation(Session session) {
        this.session = session;
    }

    /** Waiting for a cancel succeeds when the operation was in fact cancelled. */
    @Override
    public Integer call() {
        var answer = session.api().post(ApiPath.of("operations", id).verb("cancel"), null);
        return new Operations(session).cancelling(answer.body(), wait);
    }
}
