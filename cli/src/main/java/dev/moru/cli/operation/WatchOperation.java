package dev.moru.cli.operation;

import dev.moru.cli.http.ApiPath;
import dev.moru.cli.session.Session;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "watch", description = "Follow an operation to its end, live.")
final class WatchOperation implements Callable<Integer> {

    @Parameters(paramLabel = "ID")
    private String id = "";

    @Option(names = "--timeout", paramLabel = "TIME", description = "how long to follow it (default: 30m)")
    private Duration timeout = Duration.ofMinutes(30);

    @Option(names = "--log", description = "show the log lines too")
    private boolean log;

    private final Session session;

    WatchOperation(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var begun = session.api().get(ApiPath.of("operations", id));
        var end = new Operations(session).follow(begun, timeout, log);
        if (!session.format().forPeople()) {
            session.printer().one(end.document(), Operations.VIEW);
        }
        return Operations.exitCode(end).number();
    }
}
