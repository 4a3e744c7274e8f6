package dev.moru.systemtests.history;

import static java.util.Map.entry;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads tables as they are at one moment. */
public final class DatabaseReader {

    private static final String WHOLE = "to_jsonb(t)";

    /** What the invariants look at: of large tables not whole rows, because a run of hours has a lot of them. */
    private static final Map<String, String> TABLES = Map.ofEntries(
            entry("gateway.operation", """
                    to_jsonb(t) - 'document' || jsonb_build_object('document',
                        jsonb_build_object('deadlineAt', document -> 'deadlineAt', 'cleanup', document -> 'cleanup'))
                        - 'request' || jsonb_build_object('accepted', request is not null)"""),
            entry("gateway.audit", "jsonb_build_object('outcome', outcome, 'operation', operation)"),
            entry("gateway.outbox", WHOLE),
            entry("gateway.server_view", """
                    jsonb_build_object('id', id, 'phase', phase,
                        'document', jsonb_build_object('revision', document -> 'revision'))"""),
            // Bodies stand in the topics already; here it is enough to tell whether they are the same.
            entry("gateway.journal", """
                    jsonb_build_object('position', position, 'id', id, 'type', type, 'topic', topic, 'source', source,
                        'subject', subject, 'sequence', sequence, 'digest', encode(sha256(data), 'hex'))"""),
            entry("provisioning.server", WHOLE),
            entry("provisioning.vm", WHOLE),
            entry("provisioning.address", WHOLE),
            entry("gateway.backup_view", "jsonb_build_object('id', id, 'state', state, 'revision', revision)"),
            entry("gateway.alert_view", """
                    jsonb_build_object('state', state, 'fingerprint', document -> 'fingerprint',
                        'startsAt', document -> 'startsAt')"""),
            entry("backup.restore_point", """
                    jsonb_build_object('id', id, 'state', state, 'volume', body #>> '{backup,archive,volume}')"""),
            entry("notification.delivery", "jsonb_build_object('event_id', event_id, 'channel_id', channel_id)"));

    private static final JsonMapper JSON = JsonMapper.shared();

    private DatabaseReader() {}

    /** Reads everything in one snapshot. */
    public static DatabaseDump dump(Connection connection) throws SQLException {
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
        // To read all of it takes a while, and what comes meanwhile is not in it.
        var at = Instant.now();
        var tables = new HashMap<String, List<JsonNode>>();
        for (var table : TABLES.entrySet()) {
            tables.put(table.getKey(), rows(connection, table));
        }
        connection.rollback();
        return new DatabaseDump(at, tables);
    }

    private static List<JsonNode> rows(Connection connection, Map.Entry<String, String> table) throws SQLException {
        var query = "select %s from %s t".formatted(table.getValue(), table.getKey());
        var rows = new ArrayList<JsonNode>();
        try (var statement = connection.createStatement();
                var found = statement.executeQuery(query)) {
            while (found.next()) {
                rows.add(JSON.readTree(found.getString(1)));
            }
        }
        return rows;
    }
}
