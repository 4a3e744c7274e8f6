package dev.moru.cli.deadletter;

import dev.moru.cli.exit.Failure;
import dev.moru.cli.http.ApiPath;
import tools.jackson.databind.JsonNode;

/** How a dead letter is called: services that read the same topic have put the same record aside, each for itself. */
final class LetterName {

    static final String LABEL = "SERVICE/ID";

    private LetterName() {}

    static String of(JsonNode letter) {
        return letter.path("service").asString("") + "/" + letter.path("id").asString("");
    }

    static ApiPath path(String name) {
        var parts = name.split("/", -1);
        if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
            throw Failure.usage("'" + name + "' is no " + LABEL + " as `dlq list` shows it");
        }
        return ApiPath.of("dead-letters", parts[0], parts[1]);
    }
}
