package dev.moru.gateway.accept;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.moru.contracts.Topics;
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
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.SmartLifecycle;
import tools.jackson.databind.JsonNode;

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
        startGateway(RunningGateway.withSchemas(database), "60s");
        Lab.configure(gateway.client());
    }

    private void startGateway(TestDatabase database, String kafkaPatience, Class<?>... sources) {
        gateway = RunningGateway.startOn(
                database,
                Map.of(
                        "spring.kafka.bootstrap-servers",
                        kafka.bootstrapServers(),
                        "moru.durable.kafka-patience",
                        kafkaPatience,
                        "moru.durable.compare-with-topics",
                        "true",
                        "moru.gateway.accept.outbox-limit",
                        "8"),
                sources);
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
        awaitEmptyOutbox();
        kafka.close();

        api.createServer("meanwhile").expectStatus().isAccepted();
        await().atMost(Duration.ofSeconds(20)).until(() -> overloaded());

        kafka.restart();
        awaitEmptyOutbox();
        await().atMost(Duration.ofSeconds(5)).until(() -> !overloaded());
    }

    @Test
    void acceptsWhenItIsStartedWithoutKafka() {
        awaitEmptyOutbox();
        restartWithoutKafka();

        var operation = api.createServer("meanwhile")
                .expectStatus()
                .isAccepted()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody()
                .path("id")
                .asString();
        api.get("/actuator/health/readiness").expectStatus().isOk();
        api.get("/actuator/health")
                .expectStatus()
                .isEqualTo(503)
                .expectBody()
                .jsonPath("$.components.messaging.status")
                .isEqualTo("OUT_OF_SERVICE");
        assertThat(count("select count(*) from outbox")).isPositive();

        kafka.restart();
        awaitEmptyOutbox();
        assertThat(commandsOf(operation)).isOne();
        api.get("/actuator/health").expectStatus().isOk();
    }

    @Test
    void acceptsWhenKafkaGoesWhileItStarts() {
        awaitEmptyOutbox();
        var database = gateway.database();
        gateway.close();
        KafkaGoes.kafka = kafka;

        assertTimeout(Duration.ofSeconds(60), () -> startGateway(database, "20s", KafkaGoes.class));

        api.createServer("meanwhile").expectStatus().isAccepted();
        assertThat(messaging()).isEqualTo("OUT_OF_SERVICE");

        kafka.restart();
        awaitEmptyOutbox();
        await().atMost(Duration.ofSeconds(60)).until(() -> messaging().equals("UP"));
    }

    @Test
    void stopsWhileItWaitsForAKafkaThatWentWhileItStarted() {
        var database = gateway.database();
        gateway.close();
        KafkaGoes.kafka = kafka;
        startGateway(database, "20s", KafkaGoes.class);

        assertTimeout(Duration.ofSeconds(20), () -> gateway.close());

        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("kafka-start");
    }

    /** As after a restore that began no epoch: what it gave a number to has one that is taken. */
    @Test
    void sendsNothingWhenKafkaTurnsOutToHoldWhatItHasNotSent() {
        awaitEmptyOutbox();
        api.createServer("later-forgotten").expectStatus().isAccepted();
        awaitEmptyOutbox();
        gateway.jdbc().sql("delete from stream").update();
        restartWithoutKafka();
        api.createServer("meanwhile").expectStatus().isAccepted();
        var waiting = count("select count(*) from outbox");

        kafka.restart();

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        api.get("/actuator/health/liveness").expectStatus().isEqualTo(503));
        assertThat(count("select count(*) from outbox")).isGreaterThanOrEqualTo(waiting);
    }

    private void restartWithoutKafka() {
        var database = gateway.database();
        gateway.close();
        kafka.close();
        startGateway(database, "1s");
    }

    private String messaging() {
        return api.get("/actuator/health")
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody()
                .at("/components/messaging/status")
                .asString();
    }

    private void awaitEmptyOutbox() {
        await().atMost(Duration.ofSeconds(60)).until(() -> count("select count(*) from outbox") == 0);
    }

    private long commandsOf(String operation) {
        Map<String, Object> settings = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(Topics.PROVISIONING_COMMANDS).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var found = 0L;
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    var header = record.headers().lastHeader("ce_operationid");
                    found += header != null && operation.equals(new String(header.value(), UTF_8)) ? 1 : 0;
                }
            }
            return found;
        }
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

    /** Kafka has been looked at when the first bean starts, and the last to start is what needs it. */
    static final class KafkaGoes implements SmartLifecycle {

        private static EmbeddedKafka kafka;

        private boolean running;

        @Override
        public void start() {
            kafka.close();
            running = true;
        }

        @Override
        public void stop() {
            running = false;
        }

        @Override
        public boolean isRunning() {
            return running;
        }

        @Override
        public int getPhase() {
            return 0;
        }
    }
}
