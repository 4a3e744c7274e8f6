package dev.moru.embedded;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/** Databases, schemas and roles, made where absent. Names were checked by {@link ServiceRole}. */
final class ServiceSchemas {

    private final EmbeddedPostgres postgres;

    ServiceSchemas(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    void create(ServiceRole wanted) {
        try {
            synchronized (postgres) {
                try (var connection = postgres.connect("postgres")) {
                    createDatabase(connection, wanted.database());
                    createRole(connection, wanted);
                }
                try (var connection = postgres.connect(wanted.database())) {
                    createSchema(connection, wanted);
                }
            }
        } catch (SQLException e) {
            throw new StoreFailure("Cannot prepare the schema %s: %s".formatted(wanted.schema(), e.getMessage()), e);
        }
    }

    private static void createDatabase(Connection connection, String name) throws SQLException {
        if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", name)) {
            execute(connection, "CREATE DATABASE " + name);
            execute(connection, "REVOKE ALL ON DATABASE " + name + " FROM PUBLIC");
        }
    }

    private static void createRole(Connection connection, ServiceRole wanted) throws SQLException {
        if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", wanted.role())) {
            execute(connection, "CREATE ROLE " + wanted.role() + " LOGIN");
        }
        // Hashed by the driver, so that the password itself reaches no log of the server.
        connection
                .unwrap(PGConnection.class)
                .alterUserPassword(wanted.role(), wanted.password().toCharArray(), "scram-sha-256");
    }

    private static void createSchema(Connection connection, ServiceRole wanted) throws SQLException {
        execute(connection, "REVOKE ALL ON SCHEMA public FROM PUBLIC");
        execute(
                connection,
                "CREATE SCHEMA IF NOT EXISTS %s AUTHORIZATION %s".formatted(wanted.schema(), wanted.role()));
        execute(
                connection,
                "GRANT CONNECT, TEMPORARY ON DATABASE %s TO %s".formatted(wanted.database(), wanted.role()));
        execute(
                connection,
                "ALTER ROLE %s IN DATABASE %s SET search_path = %s"
                        .formatted(wanted.role(), wanted.database(), wanted.schema()));
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
