package dev.moru.cli.http;

import dev.moru.cli.exit.ExitCode;
import dev.moru.cli.exit.Failure;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A refusal by the gateway, as told by its problem detail (RFC 9457). */
public final class ApiProblem extends Failure {

    private final int status;
    private final transient JsonNode problem;

    ApiProblem(int status, JsonNode problem) {
        this(status, problem, sentenceOf(status, problem));
    }

    private ApiProblem(int status, JsonNode problem, String sentence) {
        super(ExitCode.ofStatus(status), sentence, detailsOf(status, problem, sentence));
        this.status = status;
        this.problem = problem;
    }

    public int status() {
        return status;
    }

    /** The problem document; a missing node where the answer was none. */
    public JsonNode problem() {
        return problem;
    }

    private static String sentenceOf(int status, JsonNode problem) {
        var title = problem.path("title").asString("");
        var detail = problem.path("detail").asString(title);
        return detail.isBlank() ? "the gateway answered " + status : detail;
    }

    private static List<String> detailsOf(int status, JsonNode problem, String sentence) {
        var lines = new ArrayList<String>();
        for (var error : problem.path("errors")) {
            var pointer = error.path("pointer").asString("");
            var detail = error.path("detail").asString("");
            lines.add(pointer.isEmpty() ? detail : pointer + ": " + detail);
        }
        var hint = problem.path("hint").asString("");
        if (!hint.isEmpty()) {
            lines.add(hint);
        }
        if (status == 401) {
            lines.add("sign in with 'moru login', or set MORU_TOKEN");
        }
        // A single error is told by the sentence, mostly with its pointer.
        lines.removeIf(line -> line.endsWith(sentence));
        return lines;
    }
}
