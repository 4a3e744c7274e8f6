package dev.moru.launcher;

import dev.moru.durable.epoch.LastRecords;
import dev.moru.embedded.EmbeddedKafka;
import dev.moru.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The epoch that begins with a restore: higher than any that the database or the topics have seen. */
final class NextEpoch {

    private static final String TOPICS = "moru.";

    private static final String SCHEMAS = """
            select quote_ident(table_schema) from information_schema.tables where table_name = 'installation'
            """;

    private final EmbeddedPostgres postgres;
    private final String database;
    private final EmbeddedKafka kafka;

    NextEpoch(EmbeddedPostgres postgres, String database, EmbeddedKafka kafka) {
        this.postgres = postgres;
        this.database = database;
        this.kafka = kafka;
    }

    int number() {
        var sent = new LastRecords(Map.of("bootstrap.servers", kafka.bootstrapServers())).highestEpoch(TOPICS);
        return Math.max(sent, stored()) + 1;
    }

    private int stored() {
        try (var connection = postgres.connect(database)) {
            int highest = 1;
            for (var schema : schemas(connection)) {
                highest = Math.max(highest, epochOf(schema, connection));
            }
            return highest;
        } catch (SQLException e) {
            throw new StartFailure("There is no database to begin an epoch in: " + e.getMessage(), e);
        }
    }

    private static List<String> schemas(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(SCHEMAS)) {
            var schemas = new ArrayList<String>();
            while (rows.next()) {
                schemas.add(rows.getString(1));
            }
            return schemas;
        }
    }

    private static int epochOf(String schema, Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select epoch from " + schema + ".installation")) {
            return rows.next() ? rows.getInt(1) : 1;
        }
    }
}
