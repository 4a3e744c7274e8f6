package dev.moru.cli.operation;

import dev.moru.cli.http.ApiPath;
import dev.moru.cli.session.Session;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** The log of an operation, as far as it has been written. */
public final class LogLines {

    private static final int PAGE = 500;

    private final Session session;

    public LogLines(Session session) {
        this.session = session;
    }

    public void from(long first, String operation, Consumer<JsonNode> line) {
        var next = first;
        for (var more = true; more; ) {
            var page = session.api()
                    .get(ApiPath.of("operations", operation, "log")
                            .with("from", next)
                            .with("limit", PAGE));
            var lines = page.path("lines").isMissingNode() ? page.path("items") : page.path("lines");
            lines.forEach(line);
            more = lines.size() == PAGE && page.path("next").asLong(next) > next;
            next = page.path("next").asLong(next);
        }
    }
}
