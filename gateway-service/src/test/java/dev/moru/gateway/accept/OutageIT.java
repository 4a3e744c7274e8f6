package dev.moru.gateway.accept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.moru.embedded.EmbeddedKafka;
import dev.moru.embedded.EmbeddedPostgres;
import dev.moru.embedded.KafkaOptions;
import dev.moru.embedded.PostgresOptions;
import dev.moru.embedded.testing.TestDatabase;
import dev.moru.gateway.ApiClient;
import dev.moru.gateway.Lab;
import dev.moru.gateway.RunningGateway;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stores of its own, because they are taken away. */
class OutageIT {

    @TempDir
    private Path directory;

    private EmbeddedPostgres postgres;
    private EmbeddedKafka kafka;
    private RunningGateway gateway;
    private ApiClient api;

    @BeforeEach
    void start() {
        postgres = EmbeddedPostgres.start(PostgresOptions.in(directory.resolve("postgres")));
        kafka = EmbeddedKafka.start(KafkaOptions.in(directory.resolve("kafka")));
        var database =
                new TestDatabase(postgres.host(), postgres.port(), "postgres", postgres.user(), postgres.password());
        gateway = RunningGateway.startOn(
                RunningGateway.withSchemas(database),
                Map.of(
                        "spring.kafka.bootstrap-servers",
                        kafka.bootstrapServers(),
                        "moru.gateway.accept.outbox-limit",
                        "8"));
        Lab.configure(gateway.client());
        api = new ApiClient(gateway.client());
    }

    @AfterEach
    void stop() {
        gateway.close();
        kafka.close();
        postgres.stop(EmbeddedPostgres.Stop.IMMEDIATE);
    }

    @Test
    void refusesWhilePostgresIsAwayAndRecoversByItself() {
        postgres.kill();
        api.createServer("unlucky").expectStatus().isEqualTo(503).expectHeader().exists("Retry-After");

        postgres.restart();

        await().atMost(Duration.ofSeconds(10))
                .until(() -> api.createServer("lucky")
                        .returnResult(String.class)
                        .getStatus()
                        .is2xxSuccessful());
        assertThat(count("select count(*) from operation where target_name = 'lucky'"))
                .isOne();
        assertThat(count("select count(*) from head where name = 'unlucky'")).isZero();
    }

    @Test
    void acceptsWhileKafkaIsAwayUntilTooMuchWaits() {
        await().atMost(Duration.ofSeconds(20)).until(() -> count("select count(*) from outbox") == 0);
        kafka.close();

        api.createServer("meanwhile").expectStatus().isAccepted();
        await().atMost(Duration.ofSeconds(20)).until(() -> overloaded());

        kafka.restart();
        await().atMost(Duration.ofSeconds(60)).until(() -> count("select count(*) from outbox") == 0);
        await().atMost(Duration.ofSeconds(5)).until(() -> !overloaded());
    }

    private boolean overloaded() {
        return api.createServer("server-" + System.nanoTime())
                        .returnResult(String.class)
                        .getStatus()
                        .value()
                == 429;
    }

    private long count(String sql) {
        return gateway.jdbc().sql(sql).query(Long.class).single();
    }
}
