package dev.moru.cli.event;

import dev.moru.cli.exit.ExitCode;
import dev.moru.cli.http.ApiPath;
import dev.moru.cli.output.View;
import dev.moru.cli.session.Session;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "tail",
        description = "Print events as they happen, until interrupted. A lost connection is resumed without a gap.",
        footer = {"  moru event tail --type 'server.*' --since 1h", "  moru event tail -o json | jq .type"})
final class TailEvents implements Callable<Integer> {

    private static final View VIEW = View.byId("event");

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            split = ",",
            description = "only these, as dev.moru.server.provisioned.v1; repeat for more")
    private List<String> types = List.of();

    @Option(
            names = "--since",
            paramLabel = "WHEN",
            description =
                    "begin in the past: 10m, a time such as 2026-01-01T00:00:00Z, or a cursor of an earlier event")
    private @Nullable String since;

    @Option(
            names = {"-n", "--count"},
            paramLabel = "N",
            description = "stop after so many")
    private long count = Long.MAX_VALUE;

    private final Session session;

    TailEvents(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        var path = ApiPath.of("events")
                .with("project", session.namedProject().orElse(null))
                .with("types", types.isEmpty() ? null : String.join(",", types));
        var start = Start.of(since, session.host().clock().instant());
        new Tail(session, path, this::show).follow(start, count);
        return ExitCode.OK.number();
    }

    private void show(JsonNode event) {
        var printer = session.printer();
        printer.streamed(event, VIEW, EventLine.of(event, printer.paint()));
    }
}
