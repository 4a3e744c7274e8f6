package dev.moru.cli.event;

import dev.moru.cli.exit.ExitCode;
import dev.moru.cli.exit.Failure;
import dev.moru.cli.http.ApiPath;
import dev.moru.cli.http.ApiProblem;
import dev.moru.cli.http.EventStream;
import dev.moru.cli.http.ServerSentEvent;
import dev.moru.cli.output.Documents;
import dev.moru.cli.session.Session;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Follows the journal: every event once and in order, over as many connections as it takes. */
final class Tail {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration FIRST_REST = Duration.ofMillis(250);
    private static final Duration LONGEST_REST = Duration.ofSeconds(5);
    private static final int PAGE = 500;

    private final Session session;
    private final ApiPath path;
    private final Consumer<JsonNode> show;
    private @Nullable String cursor;
    private long left;

    Tail(Session session, ApiPath path, Consumer<JsonNode> show) {
        this.session = session;
        this.path = path;
        this.show = show;
    }

    void follow(Start start, long count) throws InterruptedException {
        left = count;
        cursor = start.cursor();
        if (start.time() != null) {
            showPast(path.with("filter", "time>=\"" + start.time() + "\""));
        }
        for (var rest = FIRST_REST; left > 0; rest = longer(rest)) {
            if (listen()) {
                rest = FIRST_REST;
            }
            if (left > 0) {
                session.host().pause().rest(rest);
            }
        }
    }

    /** The stream takes over after the last one shown here, so nothing falls between the two. */
    private void showPast(ApiPath past) {
        @Nullable String page = null;
        do {
            var answer = session.api().get(past.with("pageSize", PAGE).with("pageToken", page));
            for (var event : answer.path("items")) {
                if (left > 0) {
                    cursor = event.path("cursor").asString(cursor == null ? "" : cursor);
                    shown(event);
                }
            }
            page = answer.path("nextPageToken").asString("");
        } while (!page.isEmpty() && left > 0);
    }

    private boolean listen() throws InterruptedException {
        var any = false;
        try (var stream = session.api().events(path, cursor == null || cursor.isEmpty() ? null : cursor)) {
            while (stream.open() && left > 0) {
                any |= next(stream);
            }
            cursor = left > 0 ? stream.lastId().orElse(cursor) : cursor;
        } catch (ApiProblem refused) {
            onRefusal(refused);
        } catch (Failure unreachable) {
            if (unreachable.code() != ExitCode.UNAVAILABLE) {
                throw unreachable;
            }
            session.say(unreachable.sentence() + "; trying again");
        }
        return any;
    }

    private boolean next(EventStream stream) throws InterruptedException {
        var next = stream.next(PATIENCE);
        next.ifPresent(this::take);
        return next.isPresent();
    }

    private void take(ServerSentEvent event) {
        if (event.id() != null) {
            cursor = event.id();
        }
        shown(Documents.parse(event.data()));
    }

    private void shown(JsonNode event) {
        left--;
        show.accept(event);
    }

    /** After a restore the history before it has another epoch: a tail that was running says so and goes on. */
    private void onRefusal(ApiProblem refused) {
        var earliest = refused.problem().path("earliest").asString("");
        if (refused.status() == 410 && !earliest.isEmpty() && !earliest.equals(cursor)) {
            session.say("events before " + earliest + " are no longer there; going on from it");
            cursor = earliest;
        } else if (refused.code() != ExitCode.UNAVAILABLE) {
            throw refused;
        }
    }

    private static Duration longer(Duration rest) {
        return rest.compareTo(LONGEST_REST) >= 0 ? LONGEST_REST : rest.multipliedBy(2);
    }
}
