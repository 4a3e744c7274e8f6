package dev.moru.cli.event;

import dev.moru.cli.output.Elapsed;
import dev.moru.cli.output.Paint;
import dev.moru.cli.output.Text;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** An event as one line for people: when, how grave, what, about whom. */
final class EventLine {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
    private static final int TYPE_WIDTH = 22;
    private static final int NAME_WIDTH = 16;
    private static final List<String> NAMES = List.of(
            "/data/name",
            "/data/server/name",
            "/data/operation/target/name",
            "/data/alert/name",
            "/data/backup/server",
            "/data/point/server",
            "/data/delivery/channel",
            "/data/site",
            "/data/channel",
            "/subject");
    private static final List<String> DETAILS = List.of(
            "/data/operation/error/detail",
            "/data/reason",
            "/data/detail",
            "/data/message",
            "/data/error/detail",
            "/data/alert/summary",
            "/data/backup/message",
            "/data/delivery/answer");

    private EventLine() {}

    static String of(JsonNode event, Paint paint) {
        var time = Elapsed.instant(event.path("time")).map(TIME::format).orElse("");
        var severity = text(event, "/severity");
        var line = paint.faint(time) + "  " + painted(Text.padded(severity, 8), paint) + "  "
                + Text.padded(shortType(text(event, "/type")), TYPE_WIDTH) + "  "
                + Text.padded(first(event, NAMES), NAME_WIDTH) + "  " + paint.faint(place(event))
                + "  " + detail(event);
        return line.stripTrailing();
    }

    /** {@code server.provisioned} for {@code dev.moru.server.provisioned.v1}. */
    static String shortType(String type) {
        return type.replaceFirst("^dev\\.moru\\.", "").replaceFirst("\\.v\\d+$", "");
    }

    private static String detail(JsonNode event) {
        var operation = event.at("/data/operation");
        var state = operation.isObject() ? text(operation, "/kind") + " " + text(operation, "/state") : "";
        return (state + "  " + first(event, DETAILS)).strip();
    }

    private static String place(JsonNode event) {
        return Stream.of(text(event, "/project"), text(event, "/site"), text(event, "/actor"))
                .filter(part -> !part.isEmpty())
                .reduce((one, other) -> one + " " + other)
                .orElse("");
    }

    private static String painted(String severity, Paint paint) {
        return switch (severity.strip()) {
            case "critical", "error" -> paint.bad(severity);
            case "warning" -> paint.caution(severity);
            default -> paint.faint(severity);
        };
    }

    private static String first(JsonNode event, List<String> pointers) {
        return pointers.stream()
                .map(pointer -> text(event, pointer))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String text(JsonNode node, String pointer) {
        var value = node.at(pointer);
        return value.isString() ? Text.oneLine(value.stringValue()) : "";
    }
}
