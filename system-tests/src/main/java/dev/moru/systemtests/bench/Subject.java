package dev.moru.systemtests.bench;

import dev.moru.systemtests.installation.ApiClient;
import dev.moru.systemtests.installation.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * The installation that is measured, with servers on the site whose driver does nothing, and a database beside Moru's on the
 * same PostgreSQL for the floors.
 */
record Subject(Installation installation, ApiClient client, List<UUID> servers, String superuserPassword)
        implements AutoCloseable {

    static final int SERVERS = 400;

    static Subject prepare(Installation installation) throws IOException, SQLException {
        var client = new ApiClient(installation.gateway(), Installation.token());
        var password = Files.readString(installation.home().resolve("postgres/superuser-password"))
                .strip();
        var subject = new Subject(installation, client, createServers(client), password);
        try (var connection = subject.connect("postgres");
                var statement = connection.createStatement()) {
            statement.execute("drop database if exists floor");
            statement.execute("create database floor");
        }
        try (var connection = subject.connect("floor");
                var statement = connection.createStatement()) {
            statement.execute("create table row (id bigint generated always as identity primary key, body text)");
        }
        return subject;
    }

    private static List<UUID> createServers(ApiClient client) {
        var servers = new ArrayList<UUID>();
        var operations = new ArrayList<UUID>();
        for (int i = 0; i < SERVERS; i++) {
            var answer = client.write(
                    "POST",
                    "/api/v1/projects/default/servers",
                    Map.of("name", "bench-" + i, "site", "noop", "image", "debian-12"));
            if (answer.status() != 202) {
                throw new IllegalStateException("no server could be created: " + answer);
            }
            servers.add(UUID.fromString(answer.body().path("target").path("id").asString()));
            operations.add(answer.operationId());
        }
        operations.forEach(operation -> client.awaitEnd(operation, Duration.ofMinutes(2)));
        return servers;
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + installation.postgresPort() + "/" + database,
                "moru_admin",
                superuserPassword);
    }

    /** The path that reboots one of the servers. */
    String rebootPath(int n) {
        return "/api/v1/projects/default/servers/" + servers.get(Math.floorMod(n, servers.size())) + ":reboot";
    }

    /** Waits until nothing that was accepted is still open. */
    void awaitIdle() throws InterruptedException {
        while (isBusy("RUNNING") || isBusy("ACCEPTED")) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private boolean isBusy(String state) {
        return !client.read("/api/v1/operations?pageSize=1&filter=state%3D" + state)
                .body()
                .path("items")
                .isEmpty();
    }

    @Override
    public void close() throws SQLException {
        try (var connection = connect("postgres");
                var statement = connection.createStatement()) {
            statement.execute("drop database if exists floor with (force)");
        }
    }
}
