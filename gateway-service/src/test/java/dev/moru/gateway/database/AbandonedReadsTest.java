package dev.moru.gateway.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.moru.durable.database.DatabaseProperties;
import dev.moru.gateway.testing.GatewayDatabase;
import io.r2dbc.pool.ConnectionPool;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** Readers leave at any moment: their clients hang up, their time is over, or they have what they wanted. */
class AbandonedReadsTest {

    private static final GatewayDatabase DATABASE = new GatewayDatabase();
    private static final int CONNECTIONS = 2;
    private static final int ROWS = 2_000;

    /** More rows than the driver reads ahead. */
    private static final String ALL = "select text from thing";

    private static final String SOME = "select text from thing where id > $1";

    private final ConnectionPool pool = ReactiveDatabaseConfiguration.connectionPool(properties(), CONNECTIONS);
    private final DatabaseClient client = ReactiveDatabaseConfiguration.databaseClient(pool);

    private static DatabaseProperties properties() {
        var address = DATABASE.address();
        return new DatabaseProperties(
                address.jdbcUrl(),
                GatewayDatabase.SCHEMA,
                address.user(),
                address.password(),
                null,
                CONNECTIONS,
                Duration.ofSeconds(3),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30));
    }

    @BeforeAll
    static void makeThings() {
        DATABASE.jdbc().execute("create table thing (id int primary key, text text not null)");
        DATABASE.jdbc().update("insert into thing select n, repeat('x', 500) from generate_series(1, ?) n", ROWS);
    }

    @AfterEach
    void closeTheConnections() {
        pool.dispose();
    }

    @AfterAll
    static void closeTheDatabase() {
        DATABASE.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {ALL, SOME})
    void answersTheNextReadWhenTheOneBeforeItWasLeftWithoutAnAnswer(String sql) throws SQLException {
        try (var holder = DATABASE.dataSource().getConnection();
                var lock = holder.createStatement()) {
            holder.setAutoCommit(false);
            lock.execute("lock table thing in access exclusive mode");
            var readers = Stream.generate(() -> read(sql).subscribe())
                    .limit(CONNECTIONS)
                    .toList();
            await().until(() -> waiting() == CONNECTIONS);
            readers.forEach(Disposable::dispose);
            holder.rollback();
        }

        assertThatEachConnectionAnswers();
    }

    @ParameterizedTest
    @ValueSource(strings = {ALL, SOME})
    void answersTheNextReadWhenTheOneBeforeItWasLeftAmongItsRows(String sql) {
        var random = new Random(7);
        for (int i = 0; i < 50; i++) {
            read(sql).take(1 + random.nextInt(ROWS)).blockLast(Duration.ofSeconds(10));
        }

        assertThatEachConnectionAnswers();
    }

    @Test
    void keepsAllConnectionsWhenReadersLeaveAtOnce() {
        for (int i = 0; i < 100; i++) {
            read(i % 2 == 0 ? ALL : SOME).subscribe().dispose();
        }

        assertThatEachConnectionAnswers();
    }

    private Flux<Integer> read(String sql) {
        var statement = sql.equals(SOME) ? client.sql(sql).bind(0, 0) : client.sql(sql);
        return statement.map(row -> row.get("text", String.class)).all().map(String::length);
    }

    private long waiting() {
        return DATABASE.jdbc()
                .queryForObject(
                        "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
                        Long.class);
    }

    /** As many reads as there are connections, each of which holds its own until all have one. */
    private void assertThatEachConnectionAnswers() {
        var backends = Flux.range(0, CONNECTIONS)
                .flatMap(reader -> client.sql("select pg_backend_pid() as backend, pg_sleep(0.2)")
                        .map(row -> row.get("backend", Integer.class))
                        .one())
                .collectList()
                .block(Duration.ofSeconds(60));

        assertThat(backends).hasSize(CONNECTIONS).doesNotHaveDuplicates();
    }
}
