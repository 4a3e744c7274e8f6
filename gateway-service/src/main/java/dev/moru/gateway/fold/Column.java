package dev.moru.gateway.fold;

import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns rows into the array parameters of one statement; texts, which the statement casts. */
final class Column {

    private Column() {}

    static <T> String[] of(Collection<T> rows, Function<? super T, ? extends @Nullable Object> value) {
        var column = new String[rows.size()];
        int i = 0;
        for (var row : rows) {
            var cell = value.apply(row);
            column[i++] = cell == null ? null : cell.toString();
        }
        return column;
    }
}
