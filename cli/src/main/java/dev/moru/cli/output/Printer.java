package dev.moru.cli.output;

import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Writes documents to standard output in the format that was asked for. */
public final class Printer {

    private static final String GAP = "  ";

    private final PrintStream out;
    private final OutputFormat format;
    private final Paint paint;
    private final Clock clock;

    public Printer(PrintStream out, OutputFormat format, Paint paint, Clock clock) {
        this.out = out;
        this.format = format;
        this.paint = paint;
        this.clock = clock;
    }

    public OutputFormat format() {
        return format;
    }

    public Paint paint() {
        return paint;
    }

    public void line(String text) {
        out.println(text);
    }

    /** One document; for people, each column on a line of its own. */
    public void one(JsonNode document, View view) {
        switch (format) {
            case JSON -> out.print(Documents.pretty(document));
            case YAML -> out.print(Documents.yaml(document));
            case NAME -> out.println(view.name(document));
            case TABLE, WIDE -> sheet(document, view.columns());
        }
        out.flush();
    }

    /** One document as the only row of a table; else like {@link #one}. */
    public void row(JsonNode document, View view) {
        if (format.forPeople()) {
            table(List.of(document), view.columns());
            out.flush();
        } else {
            one(document, view);
        }
    }

    /** Many documents; as JSON and YAML an object with {@code items}, as in the API's lists. */
    public void list(List<JsonNode> documents, View view) {
        switch (format) {
            case JSON -> out.print(Documents.pretty(items(documents)));
            case YAML -> out.print(Documents.yaml(items(documents)));
            case NAME -> documents.forEach(document -> out.println(view.name(document)));
            case TABLE, WIDE -> table(documents, view.columns());
        }
        out.flush();
    }

    /** One of a stream of documents: a compact line of JSON, a YAML document, or the line for people. */
    public void streamed(JsonNode document, View view, String line) {
        switch (format) {
            case JSON -> out.println(Documents.compact(document));
            case YAML -> out.print("---\n" + Documents.yaml(document));
            case NAME -> out.println(view.name(document));
            case TABLE, WIDE -> out.println(line);
        }
        out.flush();
    }

    private static JsonNode items(List<JsonNode> documents) {
        return Documents.object().set("items", Documents.array().addAll(documents));
    }

    private void sheet(JsonNode document, List<Column> columns) {
        var width = columns.stream()
                .mapToInt(column -> column.header().length())
                .max()
                .orElse(0);
        var now = clock.instant();
        for (var column : columns) {
            var label = paint.faint(Text.padded(column.header(), width));
            out.println(label + GAP + column.painted(column.cell(document, now), paint));
        }
    }

    private void table(List<JsonNode> documents, List<Column> all) {
        var columns = Column.shown(all, format == OutputFormat.WIDE);
        var rows = new ArrayList<List<String>>();
        var now = clock.instant();
        for (var document : documents) {
            rows.add(columns.stream().map(column -> column.cell(document, now)).toList());
        }
        var widths = widths(columns, rows);
        out.println(
                paint.faint(joined(columns, columns.stream().map(Column::header).toList(), widths, Paint.none())));
        rows.forEach(row -> out.println(joined(columns, row, widths, paint)));
    }

    private static int[] widths(List<Column> columns, List<List<String>> rows) {
        return IntStream.range(0, columns.size())
                .map(index -> Math.max(
                        columns.get(index).header().length(),
                        rows.stream()
                                .mapToInt(row -> row.get(index).length())
                                .max()
                                .orElse(0)))
                .toArray();
    }

    private static String joined(List<Column> columns, List<String> cells, int[] widths, Paint paint) {
        return IntStream.range(0, cells.size())
                .mapToObj(index -> {
                    var last = index == cells.size() - 1;
                    var cell = last ? cells.get(index) : Text.padded(cells.get(index), widths[index]);
                    return columns.get(index).painted(cell, paint);
                })
                .collect(Collectors.joining(GAP));
    }
}
