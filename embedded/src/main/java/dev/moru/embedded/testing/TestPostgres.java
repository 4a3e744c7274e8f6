package dev.moru.embedded.testing;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** A running PostgreSQL that tests share, seen by its superuser. */
public final class TestPostgres {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final String host;
    private final int port;
    private final String user;
    private final String password;

    TestPostgres(String host, int port, String user, String password) {
        this.host = host;
        this.port = port;
        this.user = user;
        this.password = password;
    }

    public String host() {
        return host;
    }

    public int port() {
        return port;
    }

    public String user() {
        return user;
    }

    public String password() {
        return password;
    }

    /** A new and empty database with an owner of its own, so that test classes can't see each other. */
    public TestDatabase freshDatabase() {
        var name = "test_" + DATABASES.incrementAndGet();
        try (var connection = DriverManager.getConnection(
                        "jdbc:postgresql://%s:%d/postgres".formatted(host, port), user, password);
                var statement = connection.createStatement()) {
            statement.execute("CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(name, name));
            statement.execute("CREATE DATABASE %s OWNER %s".formatted(name, name));
            return new TestDatabase(host, port, name, name, name);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot make the database " + name, e);
        }
    }
}
