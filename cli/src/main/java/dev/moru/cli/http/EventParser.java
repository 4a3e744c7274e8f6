package dev.moru.cli.http;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts the lines of an event stream together. Comments, which keep a connection alive, are left out. */
final class EventParser {

    private @Nullable String id;
    private String name = "";
    private final StringBuilder data = new StringBuilder();

    /** Takes the next line, without its end; an empty one completes an event. */
    Optional<ServerSentEvent> line(String line) {
        if (line.isEmpty()) {
            return complete();
        }
        var colon = line.indexOf(':');
        var field = colon < 0 ? line : line.substring(0, colon);
        var value = colon < 0 ? "" : line.substring(colon + 1);
        take(field, value.startsWith(" ") ? value.substring(1) : value);
        return Optional.empty();
    }

    /** The id seen last; one may come without an event, to say how far the stream has got. */
    Optional<String> lastId() {
        return Optional.ofNullable(id);
    }

    private void take(String field, String value) {
        switch (field) {
            case "id" -> id = value;
            case "event" -> name = value;
            case "data" -> data.append(value).append('\n');
            default -> {}
        }
    }

    private Optional<ServerSentEvent> complete() {
        var complete = data.isEmpty()
                ? Optional.<ServerSentEvent>empty()
                : Optional.of(new ServerSentEvent(
                        id, name.isEmpty() ? "message" : name, data.substring(0, data.length() - 1)));
        name = "";
        data.setLength(0);
        return complete;
    }
}
