package dev.moru.cli.operation;

import dev.moru.cli.output.Elapsed;
import dev.moru.cli.output.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** One step of an operation, as it is told to a person. */
record Step(
        String name,
        String state,
        int attempt,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        String message,
        String waitingFor) {

    static Step of(JsonNode step) {
        return new Step(
                text(step, "name"),
                text(step, "state"),
                step.path("attempt").asInt(1),
                Elapsed.instant(step.path("startedAt")),
                Elapsed.instant(step.path("endedAt")),
                text(step, "message"),
                text(step, "waitingFor"));
    }

    boolean running() {
        return "RUNNING".equals(state);
    }

    String elapsed(Instant now) {
        return startedAt
                .map(begun -> Elapsed.text(Duration.between(begun, endedAt.orElse(now))))
                .orElse("");
    }

    /** What it waits for comes before what it did, because that is what somebody may be able to change. */
    String note() {
        var note = waitingFor.isEmpty() || endedAt.isPresent() ? message : "waiting for " + waitingFor;
        return attempt > 1 ? ("attempt " + attempt + "  " + note).strip() : note;
    }

    private static String text(JsonNode step, String field) {
        return Text.oneLine(step.path(field).asString(""));
    }
}
