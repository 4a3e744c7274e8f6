package dev.moru.cli.operation;

import dev.moru.cli.http.ApiPath;
import dev.moru.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "retry",
        description = "Begin a new operation that continues from the step that failed, while the server was kept.")
final class RetryOperation implements Callable<Integer> {

    @Parameters(paramLabel = "ID")
    private String id = "";

    @Mixin
    private WaitOptions wait = new WaitOptions();

    private final Session session;

    RetryOperation(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var answer = session.api().post(ApiPath.of("operations", id).verb("retry"), null);
        return new Operations(session).accepted(answer.body(), wait);
    }
}
