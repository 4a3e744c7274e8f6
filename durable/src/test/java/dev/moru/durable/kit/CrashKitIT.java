package dev.moru.durable.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.moru.durable.FailPoints;
import dev.moru.embedded.EmbeddedKafka;
import dev.moru.embedded.EmbeddedPostgres;
import dev.moru.embedded.KafkaOptions;
import dev.moru.embedded.PostgresOptions;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The compatibility kit: a real service in processes of its own, on a real PostgreSQL and a real Kafka, is killed, frozen
 * and cut off while it works. Afterwards every task has ended once, in order, and nothing was put aside.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashKitIT {

    private final long seed = Long.getLong("moru.kit.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Map<String, KitProcess> replicas = new HashMap<>();
    private EmbeddedPostgres postgres;
    private EmbeddedKafka kafka;
    private KitLoad load;

    @BeforeAll
    void startStores(@TempDir Path directory) throws SQLException {
        System.out.println("Repeat with -Dmoru.kit.seed=" + seed);
        postgres = EmbeddedPostgres.start(PostgresOptions.in(directory.resolve("postgres")));
        kafka = EmbeddedKafka.start(KafkaOptions.in(directory.resolve("kafka")));
        try (var connection = postgres.connect("postgres");
                var statement = connection.createStatement()) {
            statement.execute("create database kit");
        }
        load = new KitLoad(kafka.bootstrapServers(), postgres, random);
    }

    @AfterEach
    void endReplicas() {
        replicas.values().forEach(KitProcess::close);
        replicas.clear();
    }

    @AfterAll
    void stopStores() {
        load.close();
        kafka.close();
        postgres.close();
    }

    private KitProcess start(String replica, String failPoint) {
        var process = KitProcess.start(
                replica,
                failPoint,
                Map.of(
                        "moru.database.url", postgres.jdbcUrl("kit"),
                        "moru.database.username", postgres.user(),
                        "moru.database.password", postgres.password(),
                        "spring.kafka.bootstrap-servers", kafka.bootstrapServers()));
        replicas.put(replica, process);
        return process;
    }

    @Test
    void losesNothingWhereverItDies() {
        for (var failPoint : FailPoints.ALL) {
            var process = start("one", failPoint + "=halt@" + (1 + random.nextInt(3)));
            await("visit of " + failPoint).atMost(Duration.ofSeconds(30)).until(() -> {
                load.send(3);
                return !process.isAlive();
            });
            assertThat(process.exitCode()).as("death at " + failPoint).isEqualTo(137);
        }
        start("one", "");
        // What was sent all the while that processes started and died: the slower the machine, the more.
        load.awaitAllEnded(Duration.ofSeconds(120));
        load.check();
    }

    @Test
    void losesNothingWhenReplicasAreKilledAtAnyMoment() {
        start("one", "");
        start("two", "");
        for (int kill = 0; kill < 4; kill++) {
            load.send(200);
            load.awaitMoreEnded(20 + random.nextInt(100), Duration.ofSeconds(30));
            var victim = random.nextBoolean() ? "one" : "two";
            replicas.get(victim).kill();
            start(victim, "");
        }
        load.awaitAllEnded(Duration.ofSeconds(30));
        load.check();
    }

    @Test
    void refusesWhatAFrozenReplicaWritesTooLate() {
        start("one", "");
        start("two", "");
        for (var victim : List.of("one", "two")) {
            load.send(200);
            load.awaitMoreEnded(20, Duration.ofSeconds(30));
            replicas.get(victim).freeze();
            load.send(100);
            load.awaitAllEnded(Duration.ofSeconds(30));
            replicas.get(victim).thaw();
        }
        load.send(50);
        load.awaitAllEnded(Duration.ofSeconds(30));
        load.check();
    }

    @Test
    void goesOnByItselfAfterTheStoresWereAway() {
        start("one", "");
        for (int round = 0; round < 2; round++) {
            load.send(300);
            load.awaitMoreEnded(20, Duration.ofSeconds(30));
            postgres.stop(EmbeddedPostgres.Stop.IMMEDIATE);
            load.send(50);
            postgres.restart();
            report("PostgreSQL");
            load.send(300);
            load.awaitMoreEnded(20, Duration.ofSeconds(30));
            kafka.restart();
            report("Kafka");
        }
        assertThat(replicas.get("one").isAlive()).isTrue();
        load.check();
    }

    private void report(String store) {
        var begin = System.nanoTime();
        load.awaitMoreEnded(1, Duration.ofSeconds(10));
        var first = Duration.ofNanos(System.nanoTime() - begin);
        load.awaitAllEnded(Duration.ofSeconds(30));
        var all = Duration.ofNanos(System.nanoTime() - begin);
        System.out.printf(
                "%s back: first task after %d ms, all after %d ms%n", store, first.toMillis(), all.toMillis());
    }
}
