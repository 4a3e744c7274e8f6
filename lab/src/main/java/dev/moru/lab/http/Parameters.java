package dev.moru.lab.http;

import dev.moru.lab.api.ApiFailure;
import dev.moru.lab.state.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Query and body parameters of a request, merged into one map of texts. */
final class Parameters {

    private Parameters() {}

    static Map<String, String> of(Request request) {
        var parameters = new LinkedHashMap<String, String>();
        addForm(request.rawQuery(), parameters);
        if (request.body().length > 0) {
            switch (request.contentType()) {
                case "application/x-www-form-urlencoded" ->
                    addForm(new String(request.body(), StandardCharsets.UTF_8), parameters);
                case "application/json" -> addJson(request.body(), parameters);
                default -> throw new ApiFailure(506, "unsupported content type '" + request.contentType() + "'");
            }
        }
        // A browser's cache breaker, not a parameter.
        parameters.remove("_dc");
        return parameters;
    }

    /** A repeated key becomes one list, joined by NUL. */
    static void addForm(String form, Map<String, String> parameters) {
        for (var pair : form.split("&")) {
            if (!pair.isEmpty()) {
                var equals = pair.indexOf('=');
                var name = decoded(equals < 0 ? pair : pair.substring(0, equals));
                var value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
                parameters.merge(name, value, (first, next) -> first + "\0" + next);
            }
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new ApiFailure(400, "malformed percent-encoding");
        }
    }

    private static void addJson(byte[] body, Map<String, String> parameters) {
        JsonNode root;
        try {
            root = Json.tree(body);
        } catch (JacksonException malformed) {
            throw new ApiFailure(400, "malformed JSON: " + malformed.getOriginalMessage());
        }
        if (!root.isObject()) {
            throw new ApiFailure(400, "the JSON body is not an object");
        }
        root.forEachEntry((name, value) -> {
            if (!value.isNull()) {
                parameters.put(name, text(value));
            }
        });
    }

    private static String text(JsonNode value) {
        if (value.isBoolean()) {
            return value.asBoolean() ? "1" : "0";
        }
        if (value.isArray()) {
            return String.join("\0", value.valueStream().map(Parameters::text).toList());
        }
        return value.isValueNode() ? value.asString() : value.toString();
    }
}
