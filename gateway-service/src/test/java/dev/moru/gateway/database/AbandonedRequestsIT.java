package dev.moru.gateway.database;

import static org.awaitility.Awaitility.await;

import dev.moru.gateway.RunningGateway;
import io.r2dbc.pool.ConnectionPool;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients hang up while the database thinks. */
class AbandonedRequestsIT {

    private static final int CONNECTIONS = 3;

    /** The gateway's own look at its outbox, which comes again and again, may get one that was left and wait on it. */
    private static final int MAY_BE_TAKEN_AGAIN = 1;

    /** What the requests below read of. */
    private static final String TABLES = "configuration, head, server_view, operation, role_view, journal";

    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.start(
                "--moru.gateway.reactive-pool-size=" + CONNECTIONS, "--moru.database.statement-timeout=30s");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/info",
                "/api/v1/roles",
                "/api/v1/projects/default/servers",
                "/api/v1/projects/default/servers/web-01",
                "/api/v1/operations",
                "/api/v1/operations/018f0000-0000-7000-8000-000000000000",
                "/api/v1/sites",
                "/api/v1/events"
            })
    void answersOthersWhoseRequestsUseTheSameConnections(String path) throws Exception {
        abandon(path, "application/json");

        answersEverybody();
    }

    @Test
    void answersOthersWhenAReaderOfEventsHasLeftBeforeTheFirst() throws Exception {
        abandon("/api/v1/events", "text/event-stream");

        answersEverybody();
    }

    private static void abandon(String path, String accepted) throws SQLException, IOException {
        var pool = gateway.bean(ConnectionPool.class).getMetrics().orElseThrow();
        try (var holder = holdTables()) {
            var clients = new ArrayList<Socket>();
            for (int i = 0; i < CONNECTIONS; i++) {
                clients.add(ask(path, accepted));
            }
            await().until(() -> waiting() == CONNECTIONS);
            for (var client : clients) {
                client.close();
            }
            await().until(() -> pool.acquiredSize() <= MAY_BE_TAKEN_AGAIN);
            holder.rollback();
        }
    }

    private static Connection holdTables() throws SQLException {
        var database = gateway.database();
        var holder = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        holder.setAutoCommit(false);
        try (var statement = holder.createStatement()) {
            statement.execute("set search_path to gateway");
            statement.execute("lock table " + TABLES + " in access exclusive mode");
        }
        return holder;
    }

    private static Socket ask(String path, String accepted) throws IOException {
        var uri = URI.create(gateway.url());
        var socket = new Socket(uri.getHost(), uri.getPort());
        var request = "GET " + path + " HTTP/1.1\r\nHost: gateway\r\nAccept: " + accepted + "\r\nLast-Event-ID: 1.0\r\n"
                + "Authorization: Bearer " + RunningGateway.ADMIN_TOKEN + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static long waiting() {
        return gateway.jdbc()
                .sql("select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                        + " and application_name = 'moru-gateway-requests' and datname = current_database()")
                .query(Long.class)
                .single();
    }

    private static void answersEverybody() {
        var client = gateway.client()
                .mutate()
                .responseTimeout(Duration.ofSeconds(10))
                .build();
        for (int i = 0; i < 2 * CONNECTIONS; i++) {
            client.get().uri("/api/v1/info").exchange().expectStatus().isOk();
            client.get().uri("/api/v1/operations").exchange().expectStatus().isOk();
        }
    }
}
