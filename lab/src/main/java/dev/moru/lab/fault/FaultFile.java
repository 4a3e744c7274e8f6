package dev.moru.lab.fault;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Faults as JSON: {@code [{"name": "task-fail", "path": "/clone$", "probability": 0.3, "count": 2, "seed": 7}]}. */
public final class FaultFile {

    private static final Set<String> FIELDS = Set.of(
            "name",
            "method",
            "path",
            "target",
            "probability",
            "count",
            "seed",
            "after",
            "delay",
            "status",
            "text",
            "factor",
            "hits");

    private FaultFile() {}

    /** @throws IllegalArgumentException with one line that says what is wrong */
    public static List<Fault> read(JsonNode body) {
        var list = body.isArray() ? body : body.path("faults");
        if (!list.isArray()) {
            throw new IllegalArgumentException("expected a list of faults");
        }
        return list.valueStream().map(FaultFile::fault).toList();
    }

    private static Fault fault(JsonNode node) {
        var name = node.path("name").asString("");
        var kind = FaultKind.labelled(name)
                .orElseThrow(() -> new IllegalArgumentException("unknown fault '" + name + "'"));
        node.propertyNames().stream()
                .filter(field -> !FIELDS.contains(field))
                .findFirst()
                .ifPresent(field -> {
                    throw new IllegalArgumentException("unknown field '" + field + "' of fault '" + name + "'");
                });
        return new Fault(
                kind,
                text(node, "method"),
                pattern(node, "path"),
                pattern(node, "target"),
                node.path("probability").asDouble(1),
                node.path("count").asInt(0),
                node.path("seed").asLong(0),
                node.path("after").asBoolean(false),
                duration(node),
                node.path("status").isNumber() ? node.path("status").asInt() : null,
                text(node, "text"),
                node.path("factor").asDouble(10));
    }

    static Map<String, Object> shown(Fault fault) {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("name", fault.kind().label());
        put(shown, "method", fault.method());
        shown.put("path", fault.path().pattern());
        shown.put("target", fault.target().pattern());
        shown.put("probability", fault.probability());
        shown.put("count", fault.count());
        shown.put("seed", fault.seed());
        shown.put("after", fault.after());
        put(shown, "delay", fault.delay() == null ? null : fault.delay().toString());
        put(shown, "status", fault.status());
        put(shown, "text", fault.text());
        shown.put("factor", fault.factor());
        return shown;
    }

    private static void put(Map<String, Object> shown, String name, @Nullable Object value) {
        if (value != null) {
            shown.put(name, value);
        }
    }

    private static @Nullable String text(JsonNode node, String field) {
        return node.path(field).isString() ? node.path(field).asString() : null;
    }

    private static Pattern pattern(JsonNode node, String field) {
        try {
            return Pattern.compile(node.path(field).asString(".*"));
        } catch (PatternSyntaxException malformed) {
            throw new IllegalArgumentException(
                    "'" + field + "' is no regular expression: " + malformed.getDescription());
        }
    }

    private static @Nullable Duration duration(JsonNode node) {
        try {
            return node.path("delay").isString()
                    ? Duration.parse(node.path("delay").asString())
                    : null;
        } catch (DateTimeParseException malformed) {
            throw new IllegalArgumentException("'delay' is no ISO 8601 duration such as PT2S");
        }
    }
}
