package dev.moru.cli.alert;

import dev.moru.cli.exit.ExitCode;
import dev.moru.cli.http.ApiPath;
import dev.moru.cli.output.Documents;
import dev.moru.cli.resource.Given;
import dev.moru.cli.session.Session;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "acknowledge", description = "Say that you see to an alert.")
final class AcknowledgeAlert implements Callable<Integer> {

    @Parameters(paramLabel = "ID")
    private String id = "";

    @Option(names = "--comment", paramLabel = "TEXT")
    private @Nullable String comment;

    private final Session session;

    AcknowledgeAlert(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var body = Documents.object();
        Given.put(body, "comment", comment);
        session.api().post(ApiPath.of("alerts", id).verb("acknowledge"), body);
        session.say("alert " + id + " is acknowledged");
        return ExitCode.OK.number();
    }
}
