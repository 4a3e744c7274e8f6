package dev.moru.cli.deadletter;

import dev.moru.cli.exit.ExitCode;
import dev.moru.cli.http.ApiPath;
import dev.moru.cli.output.Column;
import dev.moru.cli.output.View;
import dev.moru.cli.session.Session;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

@Command(name = "list", description = "List the dead letters of all services, oldest first.")
final class ListDeadLetters implements Callable<Integer> {

    static final View VIEW = View.byId(
            "dead-letter",
            Column.of("SERVICE/ID", LetterName::of),
            Column.of("TOPIC", "/topic"),
            Column.of("TYPE", letter -> letter.path("headers").path("ce_type").asString("")),
            Column.age("AGE", "/deadAt"),
            Column.of("REASON", "/reason"),
            Column.of("PARTITION", "/partition").wide(),
            Column.of("OFFSET", "/offset").wide(),
            Column.of(
                            "OPERATION",
                            letter -> letter.path("headers")
                                    .path("ce_operationid")
                                    .asString(""))
                    .wide());

    private final Session session;

    ListDeadLetters(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var listing = session.api().get(ApiPath.of("dead-letters"));
        session.printer().list(listing.path("items").valueStream().toList(), VIEW);
        var away = listing.path("unavailable")
                .valueStream()
                .map(JsonNode::asString)
                .collect(Collectors.joining(", "));
        if (!away.isEmpty()) {
            session.say("not answered: " + away);
            return ExitCode.UNAVAILABLE.number();
        }
        return ExitCode.OK.number();
    }
}
