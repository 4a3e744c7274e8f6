package dev.moru.cli.operation;

import dev.moru.cli.output.Elapsed;
import dev.moru.cli.output.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An operation's document with the questions that a person asks of it. */
record OperationState(ObjectNode document) {

    private static final Set<String> ENDED = Set.of("SUCCEEDED", "FAILED", "CANCELLED", "TIMED_OUT");

    static OperationState of(JsonNode document) {
        return new OperationState((ObjectNode) document);
    }

    /** With one step as it is now; steps that were not known before come last. */
    OperationState withStep(JsonNode step) {
        var copy = document.deepCopy();
        var steps = copy.withArray("steps");
        for (var index = 0; index < steps.size(); index++) {
            if (steps.get(index).path("name").equals(step.path("name"))) {
                steps.set(index, step);
                return new OperationState(copy);
            }
        }
        steps.add(step);
        return new OperationState(copy);
    }

    String id() {
        return text("id");
    }

    String kind() {
        return text("kind");
    }

    String state() {
        return text("state");
    }

    boolean ended() {
        return ENDED.contains(state());
    }

    boolean succeeded() {
        return "SUCCEEDED".equals(state());
    }

    boolean simulated() {
        return document.path("simulated").asBoolean(false);
    }

    double progress() {
        return succeeded()
                ? 1
                : Math.min(1, Math.max(0, document.path("progress").asDouble(0)));
    }

    /** {@code server web-01}; empty where the operation has no single target. */
    String target() {
        var target = document.path("target");
        var name = target.path("name").asString("");
        var shown = name.isEmpty() ? target.path("id").asString("") : name;
        return Text.oneLine((target.path("kind").asString("") + " " + shown).strip());
    }

    String title() {
        var name = document.at("/target/name").asString("");
        return Text.oneLine((kind() + " " + name).strip());
    }

    List<Step> steps() {
        var steps = new ArrayList<Step>();
        document.path("steps").forEach(step -> steps.add(Step.of(step)));
        return steps;
    }

    List<String> warnings() {
        var warnings = new ArrayList<String>();
        for (var warning : document.path("warnings")) {
            var detail = warning.path("detail").asString(warning.path("message").asString(""));
            warnings.add(Text.oneLine(warning.isString() ? warning.stringValue() : detail));
        }
        return warnings;
    }

    /** How long it took, or takes by now. */
    Duration elapsed(Instant now) {
        var begun = Elapsed.instant(document.path("createdAt")).orElse(now);
        return Duration.between(begun, Elapsed.instant(document.path("endedAt")).orElse(now));
    }

    /** Why it failed, with the step in front. */
    Optional<String> failure() {
        var error = document.path("error");
        if (!error.isObject()) {
            return Optional.empty();
        }
        var step = error.path("step").asString("");
        var detail = error.path("detail").asString(error.path("title").asString(""));
        return Optional.of(Text.oneLine(step.isEmpty() ? detail : step + ": " + detail));
    }

    Optional<String> hint() {
        return Optional.of(Text.oneLine(document.at("/error/hint").asString("")))
                .filter(hint -> !hint.isEmpty());
    }

    Optional<String> cleanup() {
        return Optional.of(text("cleanup")).filter(cleanup -> !cleanup.isEmpty());
    }

    /** {@code 3 of 10 succeeded, 1 failed}, for an operation with children. */
    Optional<String> children() {
        var children = document.path("children");
        var total = children.path("total").asInt(0);
        if (total == 0) {
            return Optional.empty();
        }
        var failed = children.path("failed").asInt(0);
        var text = children.path("succeeded").asInt(0) + " of " + total + " succeeded";
        return Optional.of(failed == 0 ? text : text + ", " + failed + " failed");
    }

    private String text(String field) {
        return Text.oneLine(document.path(field).asString(""));
    }
}
