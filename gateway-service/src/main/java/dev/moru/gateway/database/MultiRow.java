package dev.moru.gateway.database;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;

/**
 * Statements over many rows at once: each parameter is the array of one column, as text, which the statement casts and
 * unnests. One statement per table keeps a group of accepts at a handful of round trips.
 */
public final class MultiRow {

    private MultiRow() {}

    /** @param columns the values of a row, in the order of the parameters */
    public static <T> DatabaseClient.GenericExecuteSpec bind(
            DatabaseClient.GenericExecuteSpec statement,
            List<T> rows,
            Function<T, List<? extends @Nullable Object>> columns) {
        var values = rows.stream().map(columns).toList();
        var bound = statement;
        for (int column = 0; column < values.get(0).size(); column++) {
            bound = bound.bind(column, column(values, column));
        }
        return bound;
    }

    private static @Nullable String[] column(List<List<? extends @Nullable Object>> rows, int column) {
        var texts = new @Nullable String[rows.size()];
        for (int row = 0; row < texts.length; row++) {
            var value = rows.get(row).get(column);
            texts[row] = value == null ? null : value.toString();
        }
        return texts;
    }
}
