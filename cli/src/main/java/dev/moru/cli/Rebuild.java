package dev.moru.cli;

import dev.moru.cli.exit.ExitCode;
import dev.moru.cli.http.ApiPath;
import dev.moru.cli.output.Column;
import dev.moru.cli.output.View;
import dev.moru.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "rebuild",
        description = "Make the gateway's read models anew from its journal, while everything goes on.")
final class Rebuild implements Callable<Integer> {

    private static final View REBUILT = View.of(
            "rebuild",
            Column.of("EVENTS", "/events"),
            Column.of("OLDER", "/carriedOver"),
            Column.of("ELAPSED", "/elapsed"),
            Column.of("PAUSE", "/pause"),
            Column.of("EVENTS/S", "/eventsPerSecond"));

    private static final View TOPICS = View.of(
            "topics",
            Column.of("TOPIC", "/topic"),
            Column.of("ENTRIES", "/entries"),
            Column.of("MISSING", "/missing"),
            Column.of("FOREIGN", "/foreign"),
            Column.of("DIFFERENT", "/different"),
            Column.of("REPEATED", "/repeated"),
            Column.of("MISPLACED", "/misplaced"));

    private static final View MODELS = View.of(
            "models",
            Column.of("READ MODEL", "/model"),
            Column.of("ROWS", "/rows"),
            Column.of("DIFFERENT", "/different"));

    /** What else it does than making the read models anew. */
    static final class Other {

        @Option(
                names = "--from-topics",
                description = "First make the journal anew from the topics; what they no longer have is kept.")
        boolean fromTopics;

        @Option(
                names = "--check",
                description = "Only compare the journal with the topics, and the read models with the journal.")
        boolean check;
    }

    private final Session session;

    @ArgGroup
    private Other other = new Other();

    Rebuild(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (other.check) {
            return check();
        }
        if (other.fromTopics) {
            rebuild("journal");
        }
        rebuild("read-models");
        return ExitCode.OK.number();
    }

    private void rebuild(String what) {
        session.printer()
                .one(session.api().post(ApiPath.of(what).verb("rebuild"), null).body(), REBUILT);
    }

    private int check() {
        var verdict = session.api().get(ApiPath.of("journal").verb("verify"));
        var printer = session.printer();
        if (printer.format().forPeople()) {
            printer.list(verdict.path("topics").valueStream().toList(), TOPICS);
            printer.list(verdict.path("readModels").valueStream().toList(), MODELS);
        } else {
            printer.one(verdict, TOPICS);
        }
        return (verdict.path("intact").asBoolean() ? ExitCode.OK : ExitCode.FAILURE).number();
    }
}
