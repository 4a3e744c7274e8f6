package dev.moru.cli;

import dev.moru.cli.exit.ExitCode;
import dev.moru.cli.http.ApiPath;
import dev.moru.cli.output.Column;
import dev.moru.cli.output.View;
import dev.moru.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "info",
        description = "Show what the installation is: version, features, whether anything is simulated.")
final class ShowInfo implements Callable<Integer> {

    private static final View VIEW = View.of(
            "installation",
            Column.of("VERSION", "/version"),
            Column.of("FEATURES", "/features"),
            Column.of("SIMULATED", "/simulated"));

    private final Session session;

    ShowInfo(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.printer().one(session.api().get(ApiPath.of("info")), VIEW);
        return ExitCode.OK.number();
    }
}
