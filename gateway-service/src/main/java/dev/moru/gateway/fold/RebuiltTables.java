package dev.moru.gateway.fold;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** The tables that a rebuild fills, and their exchange for those in use. */
final class RebuiltTables {

    static final String SUFFIX = "_rebuilt";

    private static final List<String> VIEWS =
            List.of(ServerView.TABLE, GuestView.TABLE, DeliveryView.TABLE, LogIndex.TABLE);
    /** Source data with a folded part: only that part is taken over. */
    private static final List<String> ACCEPTED = List.of(OperationRows.TABLE, ConfigurationStatus.TABLE);

    private static final String SAME_INDEXES = """
            select o.indexname as name, n.indexname as rebuilt
            from pg_indexes o join pg_indexes n
              on n.schemaname = o.schemaname and n.tablename = o.tablename || ?
                and regexp_replace(n.indexdef, '^.* USING', '') = regexp_replace(o.indexdef, '^.* USING', '')
            where o.schemaname = current_schema() and o.tablename = ?
            """;
    private static final String TAKE_OPERATIONS = """
            update operation o set
              state = r.state, updated_at = r.updated_at, site = coalesce(r.site, o.site),
              target_name = coalesce(r.target_name, o.target_name),
              -- A request to cancel that its owner has not confirmed yet is known here alone.
              document = case when r.state in ('ACCEPTED', 'RUNNING') and o.document ->> 'cancel' = 'REQUESTED'
                                and r.document ->> 'cancel' is null
                         then jsonb_set(r.document, '{cancel}', '"REQUESTED"') else r.document end
            from operation_rebuilt r
            where o.id = r.id and (o.document is distinct from r.document or o.state <> r.state)
            """;
    private static final String ADD_OPERATIONS = """
            insert into operation (id, kind, project, site, target_kind, target_id, target_name, subject, actor, state,
                                   created_at, updated_at, deadline_at, retry_of, parent, document)
            select id, kind, project, site, target_kind, target_id, target_name, subject, actor, state, created_at,
                   updated_at, deadline_at, retry_of, parent, document
            from operation_rebuilt on conflict (id) do nothing
            """;
    /** Nothing reported; what stays so has an owner that reports nothing, or not yet. */
    private static final String FORGET_STATUS =
            "update configuration_rebuilt set status = '{\"observedRevision\": -1, \"conditions\": []}'";

    private static final String TAKE_STATUS = """
            update configuration c set status = r.status
            from configuration_rebuilt r
            where c.id = r.id and c.status <> r.status and (r.status ->> 'observedRevision')::bigint >= 0
            """;

    private final JdbcTemplate jdbc;

    RebuiltTables(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void create() {
        drop();
        VIEWS.forEach(this::createLike);
        ACCEPTED.forEach(this::createLike);
        jdbc.update("insert into configuration_rebuilt select * from configuration");
        jdbc.update(FORGET_STATUS);
    }

    private void createLike(String table) {
        jdbc.execute("create table " + table + SUFFIX + " (like " + table + " including all)");
    }

    /** In the running transaction, while nothing is folded. */
    void exchange() {
        jdbc.update(TAKE_OPERATIONS);
        jdbc.update(ADD_OPERATIONS);
        jdbc.update(TAKE_STATUS);
        VIEWS.forEach(this::exchange);
        drop();
    }

    /** Indexes keep their names, because later migrations go by them. */
    private void exchange(String table) {
        var indexes = jdbc.queryForList(SAME_INDEXES, SUFFIX, table);
        jdbc.execute("drop table " + table);
        jdbc.execute("alter table " + table + SUFFIX + " rename to " + table);
        for (var index : indexes) {
            jdbc.execute("alter index " + index.get("rebuilt") + " rename to " + index.get("name"));
        }
    }

    void drop() {
        for (var table : VIEWS) {
            jdbc.execute("drop table if exists " + table + SUFFIX);
        }
        for (var table : ACCEPTED) {
            jdbc.execute("drop table if exists " + table + SUFFIX);
        }
    }
}
