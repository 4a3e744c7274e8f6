package dev.moru.gateway.list;

import java.util.List;

/** The order of a list: one field, and behind it the key, which makes it total. */
record SortOrder(Field field, boolean descending) {

    /** @throws InvalidListRequest when the table has no such order */
    static SortOrder parse(String orderBy, ListTable table) {
        var words = List.of(orderBy.trim().split("\\s+"));
        boolean descending = words.size() == 2 && words.get(1).equals("desc");
        boolean ascending =
                words.size() == 1 || (words.size() == 2 && words.get(1).equals("asc"));
        if (!descending && !ascending) {
            throw new InvalidListRequest("orderBy", "must be one field, optionally followed by asc or desc");
        }
        var field = table.field(words.get(0)).filter(Field::sortable);
        return new SortOrder(
                field.orElseThrow(() -> new InvalidListRequest(
                        "orderBy",
                        "unknown order '" + words.get(0) + "'; the fields are "
                                + String.join(", ", table.sortableNames()))),
                descending);
    }

    void writeTo(SqlText sql, Field key) {
        var direction = descending ? " desc" : "";
        sql.add(" order by ").add(field.column()).add(direction);
        if (!field.equals(key)) {
            sql.add(", ").add(key.column()).add(direction);
        }
    }

    /** What comes behind a row; one row comparison, so that an index can begin there. */
    void writeBehind(SqlText sql, Field key, PageToken token) {
        var sign = descending ? " < " : " > ";
        sql.condition();
        if (field.equals(key)) {
            sql.add(key.column()).add(sign).bind(token.key());
        } else {
            sql.add("(").add(field.column()).add(", ").add(key.column()).add(")");
            sql.add(sign)
                    .add("(")
                    .bind(token.sort())
                    .add(", ")
                    .bind(token.key())
                    .add(")");
        }
    }
}
