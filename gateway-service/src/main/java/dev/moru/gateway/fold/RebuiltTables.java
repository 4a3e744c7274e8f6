package dev.moru.gateway.fold;

import static dev.moru.gateway.fold.TwinTables.SUFFIX;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** The read models' tables that a rebuild fills. Some are exchanged for those in use, of others a part is taken over. */
final class RebuiltTables {

    private static final List<String> VIEWS = List.of(
            ServerView.TABLE,
            GuestView.TABLE,
            RoleView.TABLE,
            AlertView.TABLE,
            BackupView.TABLE,
            RecoveryPointView.TABLE,
            DeliveryView.TABLE,
            LogIndex.TABLE);
    /** Source data with a folded part: only that part is taken over. */
    private static final List<String> ACCEPTED = List.of(OperationRows.TABLE, ConfigurationStatus.TABLE);

    /** A request to cancel that its owner has not answered yet is known to the stored operation alone. */
    private static final String WITH_CANCEL = """
            case when r.state in ('ACCEPTED', 'RUNNING') and o.document ->> 'cancel' = 'REQUESTED'
                   and (r.document ->> 'cancel' is null or (r.document ->> 'updatedAt')::timestamptz < o.updated_at)
                 then r.document || '{"cancel": "REQUESTED", "cancelReason": null}' else r.document end""";

    private static final String DIFFERENT_OPERATIONS = """
            operation_rebuilt r left join operation o using (id)
            where o.id is null or o.state <> r.state
              or o.document is distinct from %s
            """.formatted(WITH_CANCEL);

    private static final String TAKE_OPERATIONS = """
            update operation o set
              state = r.state, updated_at = r.updated_at, site = coalesce(r.site, o.site),
              target_name = coalesce(r.target_name, o.target_name),
              document = %s
            from operation_rebuilt r
            where o.id = r.id and (o.document is distinct from r.document or o.state <> r.state)
            """.formatted(WITH_CANCEL);
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

    private static final String DIFFERENT_STATUS = """
            configuration c join configuration_rebuilt r using (id)
            where c.status <> r.status and (r.status ->> 'observedRevision')::bigint >= 0
            """;

    private static final String TAKE_STATUS = """
            update configuration c set status = r.status
            from configuration_rebuilt r
            where c.id = r.id and c.status <> r.status and (r.status ->> 'observedRevision')::bigint >= 0
            """;

    private final JdbcTemplate jdbc;
    private final TwinTables tables;

    RebuiltTables(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.tables = new TwinTables(jdbc);
    }

    void create() {
        VIEWS.forEach(tables::create);
        ACCEPTED.forEach(tables::create);
        jdbc.update("insert into configuration_rebuilt select * from configuration");
        jdbc.update(FORGET_STATUS);
    }

    /** In the running transaction, while nothing is folded. */
    void exchange() {
        jdbc.update(TAKE_OPERATIONS);
        jdbc.update(ADD_OPERATIONS);
        jdbc.update(TAKE_STATUS);
        VIEWS.forEach(tables::exchange);
        drop();
    }

    List<ModelVerdict> compare() {
        var verdicts = new ArrayList<ModelVerdict>();
        VIEWS.forEach(view -> verdicts.add(verdict(view, differencesOf(view))));
        verdicts.add(verdict(OperationRows.TABLE, DIFFERENT_OPERATIONS));
        verdicts.add(verdict(ConfigurationStatus.TABLE, DIFFERENT_STATUS));
        return verdicts;
    }

    private static String differencesOf(String view) {
        var rebuilt = view + SUFFIX;
        return "((table %1$s except all table %2$s) union all (table %2$s except all table %1$s)) d"
                .formatted(view, rebuilt);
    }

    private ModelVerdict verdict(String table, String differences) {
        return new ModelVerdict(table, count(table), count(differences));
    }

    private long count(String of) {
        var count = jdbc.queryForObject("select count(*) from " + of, Long.class);
        return count == null ? 0 : count;
    }

    void drop() {
        VIEWS.forEach(tables::drop);
        ACCEPTED.forEach(tables::drop);
    }
}
