package dev.moru.cli.output;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * How documents of one kind are shown.
 *
 * @param noun what {@code -o name} puts before the name
 * @param namePointer where a document's name stands
 */
public record View(String noun, String namePointer, List<Column> columns) {

    public static View of(String noun, Column... columns) {
        return new View(noun, "/name", List.of(columns));
    }

    public static View byId(String noun, Column... columns) {
        return new View(noun, "/id", List.of(columns));
    }

    String name(JsonNode document) {
        var name = document.at(namePointer).asString("");
        return noun + "/" + (name.isEmpty() ? document.path("id").asString("") : name);
    }
}
