package dev.moru.cli;

import dev.moru.cli.exit.ExitCode;
import dev.moru.cli.http.ApiPath;
import dev.moru.cli.output.Column;
import dev.moru.cli.output.View;
import dev.moru.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "rebuild",
        description = "Make the gateway's read models anew from its journal, while everything goes on.")
final class Rebuild implements Callable<Integer> {

    private static final View VIEW = View.of(
            "rebuild",
            Column.of("EVENTS", "/events"),
            Column.of("ELAPSED", "/elapsed"),
            Column.of("PAUSE", "/pause"),
            Column.of("EVENTS/S", "/eventsPerSecond"));

    private final Session session;

    Rebuild(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var report = session.api().post(ApiPath.of("read-models").verb("rebuild"), null);
        session.printer().one(report.body(), VIEW);
        return ExitCode.OK.number();
    }
}
