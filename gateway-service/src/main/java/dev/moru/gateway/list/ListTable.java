package dev.moru.gateway.list;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What can be listed: a table or join, its columns, and the fields by which it can be filtered and ordered. Made once, as a
 * constant:
 *
 * <pre>{@code
 * ListTable.of("audit").columns("id, at, actor, action")
 *     .key("id", "id", FieldType.ID)
 *     .field("actor", "actor", FieldType.TEXT)
 *     .sortable("createdAt", "at", FieldType.TIME)
 *     .orderedBy("createdAt desc");
 * }</pre>
 */
public final class ListTable {

    private final String from;
    private final String columns;
    private final Field key;
    private final Map<String, Field> fields;
    private final List<String> fieldNames;
    private final SortOrder order;

    private ListTable(Builder builder, Field key, String orderBy) {
        this.from = builder.from;
        this.columns = builder.columns;
        this.key = key;
        this.fields = Map.copyOf(builder.fields);
        this.fieldNames = List.copyOf(builder.fields.keySet());
        this.order = SortOrder.parse(orderBy, this);
    }

    /** @param from what stands behind {@code from} */
    public static Builder of(String from) {
        return new Builder(from);
    }

    String from() {
        return from;
    }

    String columns() {
        return columns;
    }

    Field key() {
        return key;
    }

    SortOrder order() {
        return order;
    }

    Optional<Field> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    List<String> fieldNames() {
        return fieldNames;
    }

    List<String> sortableNames() {
        return fieldNames.stream()
                .filter(name -> field(name).filter(Field::sortable).isPresent())
                .toList();
    }

    /** Collects the parts of a {@link ListTable}. */
    public static final class Builder {

        private final String from;
        private final Map<String, Field> fields = new LinkedHashMap<>();
        private String columns = "*";
        private String key = "";

        private Builder(String from) {
            this.from = from;
        }

        /** What stands behind {@code select}. */
        public Builder columns(String names) {
            this.columns = names;
            return this;
        }

        /** The field that tells rows apart: unique, never null, and the last criterion of every order. */
        public Builder key(String name, String column, FieldType type) {
            this.key = name;
            return put(new Field(name, column, type, true, false, Set.of()));
        }

        public Builder field(String name, String column, FieldType type) {
            return put(new Field(name, column, type, false, false, Set.of()));
        }

        /** A field that is never null and has an index, with the key behind it. */
        public Builder sortable(String name, String column, FieldType type) {
            return put(new Field(name, column, type, true, false, Set.of()));
        }

        /** A sortable name, whose parts are found by an index over {@code name_parts} of it. */
        public Builder name(String name, String column) {
            return put(new Field(name, column, FieldType.TEXT, true, true, Set.of()));
        }

        /** A text that is one of an enumeration's names. */
        public Builder words(String name, String column, Class<? extends Enum<?>> words) {
            return words(
                    name,
                    column,
                    Arrays.stream(words.getEnumConstants()).map(Enum::name).toList());
        }

        /** A text that is one of some words. */
        public Builder words(String name, String column, List<String> words) {
            return put(new Field(name, column, FieldType.TEXT, false, false, new LinkedHashSet<>(words)));
        }

        /** Closes the table with the order that it has when none is asked for. */
        public ListTable orderedBy(String orderBy) {
            var keyField = fields.get(key);
            if (keyField == null) {
                throw new IllegalStateException(from + " has no key");
            }
            return new ListTable(this, keyField, orderBy);
        }

        private Builder put(Field field) {
            fields.put(field.name(), field);
            return this;
        }
    }
}
