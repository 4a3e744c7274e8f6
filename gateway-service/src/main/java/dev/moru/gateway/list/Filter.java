package dev.moru.gateway.list;

import java.util.List;

/** A parsed filter. Its fields are known and its values have the fields' types. */
sealed interface Filter {

    void writeTo(SqlText sql);

    record All(List<Filter> parts) implements Filter {
        @Override
        public void writeTo(SqlText sql) {
            join(parts, " and ", sql);
        }
    }

    record Any(List<Filter> parts) implements Filter {
        @Override
        public void writeTo(SqlText sql) {
            join(parts, " or ", sql);
        }
    }

    record Not(Filter part) implements Filter {
        @Override
        public void writeTo(SqlText sql) {
            // What has no value does not have the value in question either.
            sql.add("(");
            part.writeTo(sql);
            sql.add(") is not true");
        }
    }

    record Comparison(Field field, Operator operator, Object value) implements Filter {
        @Override
        public void writeTo(SqlText sql) {
            sql.add(field.column()).add(" ").add(operator.sql()).add(" ").bind(value);
        }
    }

    /** A text that begins, ends or goes as a pattern says. */
    record Matches(Field field, boolean anyCase, String pattern) implements Filter {
        @Override
        public void writeTo(SqlText sql) {
            sql.add(field.column()).add(anyCase ? " ilike " : " like ").bind(pattern);
        }
    }

    /** What the index can tell of whether a part is in a name; the rows that it finds are looked at. */
    record HasParts(Field field, String part) implements Filter {
        @Override
        public void writeTo(SqlText sql) {
            sql.add("name_parts(")
                    .add(field.column())
                    .add(") @> name_parts(")
                    .bind(part)
                    .add(")");
        }
    }

    record Contains(Field field, String element) implements Filter {
        @Override
        public void writeTo(SqlText sql) {
            sql.add(field.column()).add(" @> array[").bind(element).add("]::text[]");
        }
    }

    record Present(Field field) implements Filter {
        @Override
        public void writeTo(SqlText sql) {
            sql.add(field.column()).add(" is not null");
        }
    }

    private static void join(List<Filter> parts, String conjunction, SqlText sql) {
        sql.add("(");
        for (int i = 0; i < parts.size(); i++) {
            if (i > 0) {
                sql.add(conjunction);
            }
            parts.get(i).writeTo(sql);
        }
        sql.add(")");
    }
}
