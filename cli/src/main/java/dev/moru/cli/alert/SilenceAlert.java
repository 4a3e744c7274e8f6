package dev.moru.cli.alert;

import dev.moru.cli.exit.ExitCode;
import dev.moru.cli.http.ApiPath;
import dev.moru.cli.output.Documents;
import dev.moru.cli.resource.Given;
import dev.moru.cli.session.Session;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "silence",
        description = "Have Alertmanager tell nobody of an alert for some time.",
        footer = "  moru alert silence 0192... --for 2h --comment 'known, disk is on its way'")
final class SilenceAlert implements Callable<Integer> {

    @Parameters(paramLabel = "ID")
    private String id = "";

    @Option(names = "--for", paramLabel = "TIME", required = true, description = "for how long: 30m, 2h")
    private Duration duration = Duration.ZERO;

    @Option(names = "--comment", paramLabel = "TEXT")
    private @Nullable String comment;

    private final Session session;

    SilenceAlert(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var body = Documents.object().put("duration", duration.toString());
        Given.put(body, "comment", comment);
        session.api().post(ApiPath.of("alerts", id).verb("silence"), body);
        session.say("Alertmanager is asked to silence alert " + id);
        return ExitCode.OK.number();
    }
}
