package dev.moru.cli.operation;

import dev.moru.cli.exit.ExitCode;
import dev.moru.cli.exit.Failure;
import dev.moru.cli.http.ApiClient;
import dev.moru.cli.http.ApiPath;
import dev.moru.cli.http.EventStream;
import dev.moru.cli.http.Pause;
import dev.moru.cli.http.ServerSentEvent;
import dev.moru.cli.output.Documents;
import dev.moru.cli.output.Text;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Follows one operation to its end by its event stream. When the stream breaks, the operation is read by itself and
 * the stream opened again, so that a restart of the gateway, or a proxy that cuts streams, only costs a moment.
 */
final class Follower {

    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration FIRST_REST = Duration.ofMillis(250);
    private static final Duration LONGEST_REST = Duration.ofSeconds(2);
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final ApiClient api;
    private final Clock clock;
    private final Pause pause;
    private final Timeline timeline;
    private final boolean withLog;
    private OperationState operation;
    private Instant heard;

    Follower(ApiClient api, Clock clock, Pause pause, Timeline timeline, OperationState begun, boolean withLog) {
        this.api = api;
        this.clock = clock;
        this.pause = pause;
        this.timeline = timeline;
        this.operation = begun;
        this.withLog = withLog;
        this.heard = clock.instant();
    }

    /** @return the finished operation, whatever its end */
    OperationState follow(Duration timeout) {
        var deadline = clock.instant().plus(timeout);
        timeline.show(operation);
        try {
            for (var rest = FIRST_REST; !operation.ended(); rest = longer(rest)) {
                if (listen(deadline)) {
                    rest = FIRST_REST;
                }
                if (!operation.ended()) {
                    readIt();
                }
                if (!operation.ended()) {
                    rest(rest, deadline);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw stillGoing(ExitCode.FAILURE, "interrupted");
        }
        timeline.end(operation);
        return operation;
    }

    /** Takes events until the end, the deadline or the end of the stream; tells whether there were any. */
    private boolean listen(Instant deadline) throws InterruptedException {
        var any = false;
        try (var stream = api.events(path().child("events"), null)) {
            heard = clock.instant();
            while (stream.open() && !operation.ended() && !silentForLong()) {
                refuseLate(deadline);
                any |= next(stream);
            }
        } catch (Failure unavailable) {
            if (unavailable.code() == ExitCode.TIMED_OUT || isFinal(unavailable)) {
                throw unavailable;
            }
        }
        return any;
    }

    private boolean next(EventStream stream) throws InterruptedException {
        var event = stream.next(TICK);
        if (event.isEmpty()) {
            timeline.tick();
            return false;
        }
        heard = clock.instant();
        take(event.get());
        return true;
    }

    private void take(ServerSentEvent event) {
        var data = Documents.parseLeniently(event.data());
        switch (event.name()) {
            case "operation", "end" -> changed(data.isObject() ? OperationState.of(data) : operation);
            case "step" -> changed(data.isObject() ? operation.withStep(data) : operation);
            case "log" -> log(data);
            default -> {}
        }
    }

    private void changed(OperationState now) {
        operation = now;
        if (!now.ended()) {
            timeline.show(now);
        }
    }

    private void log(JsonNode chunk) {
        if (withLog) {
            for (var line : chunk.path("lines")) {
                var text =
                        line.isString() ? line.stringValue() : line.path("text").asString("");
                timeline.note("  | " + Text.oneLine(chunk.path("step").asString("") + "  " + text));
            }
        }
    }

    private void readIt() {
        try {
            changed(OperationState.of(api.get(path())));
        } catch (Failure failure) {
            if (isFinal(failure)) {
                throw failure;
            }
        }
    }

    private void rest(Duration rest, Instant deadline) throws InterruptedException {
        for (var left = rest; left.compareTo(Duration.ZERO) > 0; left = left.minus(TICK)) {
            refuseLate(deadline);
            pause.rest(TICK);
            timeline.tick();
        }
    }

    private void refuseLate(Instant deadline) {
        if (!clock.instant().isBefore(deadline)) {
            throw stillGoing(ExitCode.TIMED_OUT, operation.title() + " has not ended in time");
        }
    }

    private Failure stillGoing(ExitCode code, String sentence) {
        return new Failure(code, sentence, List.of("it goes on: moru operation watch " + operation.id()));
    }

    /** A connection can die without either side being told; the next reading shows what was missed. */
    private boolean silentForLong() {
        return heard.plus(SILENCE).isBefore(clock.instant());
    }

    /** The gateway is there and says no: waiting does not change that. */
    private static boolean isFinal(Failure failure) {
        return failure.code() == ExitCode.NOT_FOUND || failure.code() == ExitCode.NOT_ALLOWED;
    }

    private ApiPath path() {
        return ApiPath.of("operations", operation.id());
    }

    private static Duration longer(Duration rest) {
        return rest.compareTo(LONGEST_REST) >= 0 ? LONGEST_REST : rest.multipliedBy(2);
    }
}
