package dev.moru.cli.resource;

import dev.moru.cli.output.Column;
import java.util.ArrayList;
import tools.jackson.databind.JsonNode;

/** Columns over what was asked for, which stands in a resource's {@code spec}, or beside its name where it has none. */
public final class Fields {

    private Fields() {}

    public static Column column(String header, String field) {
        return Column.of(header, document -> Column.text(field(document, field)));
    }

    public static Column nested(String header, String field, String pointer) {
        return Column.of(header, document -> Column.text(field(document, field).at(pointer)));
    }

    public static Column each(String header, String arrayField, String pointer) {
        return Column.of(header, document -> {
            var texts = new ArrayList<String>();
            field(document, arrayField).forEach(element -> texts.add(Column.text(element.at(pointer))));
            return String.join(",", texts);
        });
    }

    public static Column range(String header, String field) {
        return Column.of(header, document -> {
            var range = field(document, field);
            return range.isObject() ? Column.text(range.path("from")) + "-" + Column.text(range.path("to")) : "";
        });
    }

    /** What the owner says about it: its conditions, and whether it has applied the newest revision yet. */
    public static String conditions(JsonNode document) {
        var texts = new ArrayList<String>();
        for (var condition : document.at("/status/conditions")) {
            var holds = "true".equalsIgnoreCase(condition.path("status").asString(""));
            var type = condition.path("type").asString("");
            texts.add(
                    holds
                            ? type
                            : "not " + type + ": " + condition.path("message").asString(""));
        }
        var observed = document.at("/status/observedRevision");
        if (observed.isNumber() && observed.asLong() < document.path("revision").asLong(0)) {
            texts.add("applying");
        }
        return String.join("; ", texts);
    }

    /** A field of what was asked for; missing when there is none. */
    public static JsonNode field(JsonNode document, String field) {
        return spec(document).path(field);
    }

    private static JsonNode spec(JsonNode document) {
        return document.path("spec").isObject() ? document.path("spec") : document;
    }
}
