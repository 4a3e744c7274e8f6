package dev.moru.gateway.fold;

import org.springframework.jdbc.core.JdbcTemplate;

/** Tables beside those in use, of the same shape, and their exchange; in the running transaction. */
final class TwinTables {

    static final String SUFFIX = "_rebuilt";

    private static final String SAME_INDEXES = """
            select o.indexname as name, n.indexname as rebuilt
            from pg_indexes o join pg_indexes n
              on n.schemaname = o.schemaname and n.tablename = o.tablename || ?
                and regexp_replace(n.indexdef, '^.* USING', '') = regexp_replace(o.indexdef, '^.* USING', '')
            where o.schemaname = current_schema() and o.tablename = ?
            """;

    private final JdbcTemplate jdbc;

    TwinTables(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** An empty one. */
    void create(String table) {
        drop(table);
        jdbc.execute("create table " + table + SUFFIX + " (like " + table + " including all)");
    }

    /** Indexes keep their names, because later migrations go by them. */
    void exchange(String table) {
        var indexes = jdbc.queryForList(SAME_INDEXES, SUFFIX, table);
        jdbc.execute("drop table " + table);
        jdbc.execute("alter table " + table + SUFFIX + " rename to " + table);
        for (var index : indexes) {
            jdbc.execute("alter index " + index.get("rebuilt") + " rename to " + index.get("name"));
        }
    }

    void drop(String table) {
        jdbc.execute("drop table if exists " + table + SUFFIX);
    }
}
