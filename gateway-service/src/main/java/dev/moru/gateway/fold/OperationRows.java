package dev.moru.gateway.fold;

import dev.moru.contracts.operation.CancelState;
import dev.moru.contracts.operation.Operation;
import dev.moru.contracts.operation.OperationState;
import dev.moru.durable.MessageCodec;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** The operations, as the fold locks and writes them. */
final class OperationRows {

    static final String TABLE = "operation";

    private static final String LOCK = """
            select id, state, request is not null as accepted, document ->> 'cancel' as cancel, updated_at,
                   coalesce((document ->> 'updatedAt')::timestamptz, created_at) as reported
            from %s where id = any(?::uuid[]) order by id for update
            """;
    private static final String WRITE = """
            insert into %s as o (id, kind, project, site, target_kind, target_id, target_name, subject, actor, state,
                                 created_at, updated_at, deadline_at, retry_of, parent, document)
            select id::uuid, kind, project, site, target_kind, target_id::uuid, target_name, target_id, actor, state,
                   created_at::timestamptz, updated_at::timestamptz, deadline_at::timestamptz, retry_of::uuid, parent::uuid,
                   document::jsonb
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
              as d(id, kind, project, site, target_kind, target_id, target_name, actor, state, created_at, updated_at,
                   deadline_at, retry_of, parent, document)
            order by id
            on conflict (id) do update set
              site = coalesce(excluded.site, o.site), target_name = coalesce(excluded.target_name, o.target_name),
              state = excluded.state, updated_at = greatest(o.updated_at, excluded.updated_at), document = excluded.document
            """;

    private final JdbcTemplate jdbc;
    private final MessageCodec codec;
    private final String lock;
    private final String write;

    OperationRows(JdbcTemplate jdbc, MessageCodec codec, String table) {
        this.jdbc = jdbc;
        this.codec = codec;
        this.lock = LOCK.formatted(table);
        this.write = WRITE.formatted(table);
    }

    Map<UUID, OperationRow> lock(Set<UUID> ids) {
        var rows = new HashMap<UUID, OperationRow>();
        if (ids.isEmpty()) {
            return rows;
        }
        jdbc.query(
                lock,
                row -> {
                    var cancel = row.getString("cancel");
                    var id = row.getObject("id", UUID.class);
                    rows.put(
                            id,
                            new OperationRow(
                                    id,
                                    OperationState.valueOf(row.getString("state")),
                                    row.getBoolean("accepted"),
                                    cancel == null ? null : CancelState.valueOf(cancel),
                                    row.getTimestamp("updated_at").toInstant(),
                                    row.getTimestamp("reported").toInstant(),
                                    null));
                },
                (Object) Column.of(ids, id -> id));
        return rows;
    }

    void write(Collection<OperationRow> rows) {
        var reports =
                rows.stream().map(OperationRow::report).filter(Objects::nonNull).toList();
        if (!reports.isEmpty()) {
            writeReports(reports);
        }
    }

    private void writeReports(List<Operation> reports) {
        jdbc.update(
                write,
                Column.of(reports, Operation::id),
                Column.of(reports, Operation::kind),
                Column.of(reports, Operation::project),
                Column.of(reports, Operation::site),
                Column.of(reports, report -> report.target().kind()),
                Column.of(reports, report -> report.target().id()),
                Column.of(reports, report -> report.target().name()),
                Column.of(reports, Operation::actor),
                Column.of(reports, Operation::state),
                Column.of(reports, Operation::createdAt),
                Column.of(reports, Operation::updatedAt),
                Column.of(reports, Operation::deadlineAt),
                Column.of(reports, Operation::retryOf),
                Column.of(reports, Operation::parent),
                Column.of(reports, codec::write));
    }
}
