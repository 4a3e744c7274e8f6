package dev.moru.cli.output;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** One column of a table: how its cell is read out of a document. */
public final class Column {

    private static final String ABSENT = "-";

    private final String header;
    private final BiFunction<JsonNode, Instant, String> cell;
    private final boolean wide;
    private final boolean state;

    private Column(String header, BiFunction<JsonNode, Instant, String> cell, boolean wide, boolean state) {
        this.header = header;
        this.cell = cell;
        this.wide = wide;
        this.state = state;
    }

    /** The value at a JSON pointer; the elements of an array are joined by commas. */
    public static Column of(String header, String pointer) {
        return of(header, document -> text(document.at(pointer)));
    }

    public static Column of(String header, Function<JsonNode, String> cell) {
        return new Column(header, (document, now) -> cell.apply(document), false, false);
    }

    /** The value at a pointer in each element of an array, joined by commas. */
    public static Column each(String header, String arrayPointer, String pointer) {
        return of(header, document -> {
            var texts = new ArrayList<String>();
            document.at(arrayPointer).forEach(element -> texts.add(text(element.at(pointer))));
            return String.join(",", texts);
        });
    }

    /** A state word, which gets a colour. */
    public static Column state(String header, String pointer) {
        return new Column(header, (document, now) -> text(document.at(pointer)), false, true);
    }

    /** How long ago the time at a pointer was. */
    public static Column age(String header, String pointer) {
        return new Column(
                header,
                (document, now) -> Elapsed.instant(document.at(pointer))
                        .map(then -> Elapsed.age(Duration.between(then, now)))
                        .orElse(ABSENT),
                false,
                false);
    }

    /** Shown by {@code -o wide} and in details only. */
    public Column wide() {
        return new Column(header, cell, true, state);
    }

    String header() {
        return header;
    }

    boolean isWide() {
        return wide;
    }

    String cell(JsonNode document, Instant now) {
        var text = cell.apply(document, now);
        return text.isBlank() ? ABSENT : Text.oneLine(text);
    }

    String painted(String cell, Paint paint) {
        return state ? paint.state(cell) : cell;
    }

    public static String text(JsonNode value) {
        if (value.isArray()) {
            return String.join(
                    ",",
                    StreamSupport.stream(value.spliterator(), false)
                            .map(Column::text)
                            .toList());
        }
        return value.isObject() ? Documents.compact(value) : value.asString("");
    }

    static List<Column> shown(List<Column> columns, boolean wide) {
        return columns.stream().filter(column -> wide || !column.wide).toList();
    }
}
