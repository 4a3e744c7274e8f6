package dev.moru.systemtests.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads tables as they are at one moment. */
public final class DatabaseReader {

    /** What the invariants look at. */
    private static final List<String> TABLES = List.of(
            "gateway.operation",
            "gateway.audit",
            "gateway.outbox",
            "gateway.server_view",
            "gateway.head",
            "gateway.dead_letter",
            "provisioning.server",
            "provisioning.vm",
            "provisioning.address",
            "provisioning.work",
            "provisioning.outbox",
            "provisioning.dead_letter",
            "notification.delivery",
            "notification.outbox",
            "notification.dead_letter");

    /** Bodies stand in the topics already; here it is enough to tell whether they are the same. */
    private static final String JOURNAL = """
            select jsonb_build_object('position', position, 'id', id, 'topic', topic, 'source', source, 'subject', subject,
                                      'sequence', sequence, 'digest', encode(sha256(data), 'hex'))
            from gateway.journal order by position
            """;

    private static final JsonMapper JSON = JsonMapper.shared();

    private DatabaseReader() {}

    /** Reads everything in one snapshot. */
    public static DatabaseDump dump(Connection connection) throws SQLException {
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
        var tables = new HashMap<String, List<JsonNode>>();
        for (var table : TABLES) {
            tables.put(table, rows(connection, "select to_jsonb(t) from %s t".formatted(table)));
        }
        tables.put("gateway.journal", rows(connection, JOURNAL));
        connection.rollback();
        return new DatabaseDump(Instant.now(), tables);
    }

    private static List<JsonNode> rows(Connection connection, String query) throws SQLException {
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
