package dev.moru.cli.operation;

import dev.moru.cli.exit.ExitCode;
import dev.moru.cli.http.ApiPath;
import dev.moru.cli.output.Column;
import dev.moru.cli.output.View;
import dev.moru.cli.resource.Listing;
import dev.moru.cli.session.Session;
import java.time.Duration;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** What commands do with the operation that they began: say that it was accepted, or follow it to its end. */
public final class Operations {

    static final View VIEW = View.byId(
            "operation",
            Column.of("ID", "/id"),
            Column.of("KIND", "/kind"),
            Column.of("TARGET", document -> OperationState.of(document).target()),
            Column.state("STATE", "/state"),
            Column.of(
                    "PROGRESS",
                    document -> Math.round(OperationState.of(document).progress() * 100) + " %"),
            Column.age("AGE", "/createdAt"),
            Column.of("NOTE", Operations::note),
            Column.of("PROJECT", "/project").wide(),
            Column.of("SITE", "/site").wide(),
            Column.of("ACTOR", "/actor").wide(),
            Column.of("CANCEL", "/cancel").wide(),
            Column.of("CLEANUP", "/cleanup").wide(),
            Column.of("RETRY OF", "/retryOf").wide(),
            Column.of("PARENT", "/parent").wide());

    private final Session session;

    public Operations(Session session) {
        this.session = session;
    }

    /** Ends a command that began an operation. */
    public int accepted(JsonNode operation, WaitOptions options) {
        return accepted(operation, options, finished -> session.printer().row(finished, VIEW));
    }

    /**
     * @param forPeople shows, in a table, what the operation has led to; other formats always get the operation
     */
    public int accepted(JsonNode operation, WaitOptions options, Consumer<JsonNode> forPeople) {
        if (!options.wait) {
            session.printer().row(operation, VIEW);
            return ExitCode.OK.number();
        }
        var end = follow(operation, options.timeout, options.log);
        if (!session.format().forPeople()) {
            session.printer().one(end.document(), VIEW);
        } else if (end.children().isPresent()) {
            showChildren(end);
        } else if (end.succeeded()) {
            forPeople.accept(end.document());
        }
        return exitCode(end).number();
    }

    /** Ends a command that asked for a cancel: with {@code --wait}, cancelled is what was wanted. */
    int cancelling(JsonNode operation, WaitOptions options) {
        if (!options.wait) {
            return accepted(operation, options);
        }
        var end = follow(operation, options.timeout, options.log);
        if (!session.format().forPeople()) {
            session.printer().one(end.document(), VIEW);
        }
        return ("CANCELLED".equals(end.state()) ? ExitCode.OK : ExitCode.CONFLICT).number();
    }

    OperationState follow(JsonNode operation, Duration timeout, boolean withLog) {
        var host = session.host();
        var begun = OperationState.of(operation);
        host.farewell().accept("it goes on: moru operation watch " + begun.id());
        try {
            return new Follower(session.api(), host.clock(), host.pause(), timeline(), begun, withLog).follow(timeout);
        } finally {
            host.farewell().accept("");
        }
    }

    static ExitCode exitCode(OperationState end) {
        return end.succeeded() ? ExitCode.OK : ExitCode.OPERATION_FAILED;
    }

    /** Each item of a bulk operation has an end of its own. */
    private void showChildren(OperationState parent) {
        var path = ApiPath.of("operations").with("filter", "parent=\"" + parent.id() + "\"");
        session.printer().list(new Listing(session).read(path, Integer.MAX_VALUE), VIEW);
    }

    private Timeline timeline() {
        var host = session.host();
        var paint = session.progressPaint();
        return host.terminal().showsProgress()
                ? new LiveTimeline(
                        host.err(), paint, host.clock(), host.terminal().width())
                : new LineTimeline(host.err(), paint, host.clock());
    }

    private static String note(JsonNode document) {
        var operation = OperationState.of(document);
        var simulated = operation.simulated() ? "simulated " : "";
        var note = operation
                .failure()
                .or(operation::children)
                .orElseGet(() -> operation.steps().stream()
                        .filter(Step::running)
                        .findFirst()
                        .map(step -> (step.name() + " " + step.note()).strip())
                        .orElse(""));
        return (simulated + note).strip();
    }
}
