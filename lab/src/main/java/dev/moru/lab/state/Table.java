package dev.moru.lab.state;

import java.util.Collection;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one kind, kept in memory and written to the {@link Journal} by its next commit. Rows are immutable: a change
 * is a {@link #put} of a new row, so a row that was read stays what it was.
 */
public final class Table<T> {

    private final String name;
    private final Class<T> type;
    private final Journal journal;
    private final NavigableMap<String, T> rows = new TreeMap<>();

    Table(String name, Class<T> type, Journal journal) {
        this.name = name;
        this.type = type;
        this.journal = journal;
    }

    public @Nullable T get(String key) {
        return rows.get(key);
    }

    public boolean has(String key) {
        return rows.containsKey(key);
    }

    public Collection<T> rows() {
        return Collections.unmodifiableCollection(rows.values());
    }

    public NavigableMap<String, T> byKey() {
        return Collections.unmodifiableNavigableMap(rows);
    }

    public void put(String key, T row) {
        rows.put(key, row);
        journal.changed(this, key);
    }

    public void remove(String key) {
        if (rows.remove(key) != null) {
            journal.changed(this, key);
        }
    }

    String name() {
        return name;
    }

    void replay(String key, tools.jackson.databind.@Nullable JsonNode row) {
        if (row == null || row.isNull()) {
            rows.remove(key);
        } else {
            rows.put(key, Json.MAPPER.treeToValue(row, type));
        }
    }
}
