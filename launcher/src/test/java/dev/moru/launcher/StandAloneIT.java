package dev.moru.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.moru.embedded.EmbeddedKafka;
import dev.moru.embedded.EmbeddedPostgres;
import dev.moru.embedded.KafkaOptions;
import dev.moru.embedded.PostgresOptions;
import dev.moru.embedded.ServiceRole;
import dev.moru.lab.Lab;
import dev.moru.lab.LabOptions;
import dev.moru.launcher.home.Home;
import dev.moru.launcher.home.Secret;
import dev.moru.launcher.site.FirstSites;
import dev.moru.launcher.site.GatewayClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every service runs from a jar of its own, in several replicas, against stores that are not its own. */
class StandAloneIT {

    private static final String DATABASE = "moru";
    private static final String PASSWORD = "of-every-role-in-this-test";
    private static final String TOKEN = "an-administrators-token-of-a-test-0001";
    private static final String LAB_PASSWORD = "of-root-in-this-test";

    @TempDir
    Path directory;

    private final int ports = LauncherProcess.freePortBase();

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "provisioning", "notification"})
    void saysInOneLineWhatIsMissing(String service) throws Exception {
        try (var started = ExecJar.start(service, ports, directory, Map.of("MORU_DATABASE_USERNAME", service))) {
            assertThat(started.exitCode()).isOne();
            assertThat(started.err())
                    .containsExactly("moru-" + service + ": these settings are missing: SPRING_KAFKA_BOOTSTRAP_SERVERS,"
                            + " MORU_DATABASE_URL, MORU_DATABASE_PASSWORD (or MORU_DATABASE_PASSWORD_FILE),"
                            + " MORU_SECRETS_KEY_FILE, MORU_SECRETS_DATABASE_URL, MORU_SECRETS_DATABASE_USERNAME,"
                            + " MORU_SECRETS_DATABASE_PASSWORD (or MORU_SECRETS_DATABASE_PASSWORD_FILE)");
            assertThat(started.out()).noneMatch(line -> line.contains("stack_trace"));
        }
    }

    /** The broker comes last, as it may after an outage. */
    @Test
    void acceptsAtOneReplicaWhatAnotherReports() throws Exception {
        try (var home = Home.open(directory.resolve("home"));
                var postgres = EmbeddedPostgres.start(PostgresOptions.in(directory.resolve("postgres")));
                var kafka = EmbeddedKafka.start(KafkaOptions.in(directory.resolve("kafka")));
                var lab = Lab.start(LabOptions.in(directory.resolve("lab"))
                        .withRootPassword(LAB_PASSWORD)
                        .withCloneDuration(Duration.ofMillis(200)))) {
            var environment = shared(home, postgres, kafka);
            kafka.close();
            try (var first = start("gateway", 0, postgres, environment);
                    var second = start("gateway", 1, postgres, environment);
                    var third = start("provisioning", 2, postgres, environment);
                    var fourth = start("provisioning", 3, postgres, environment);
                    var fifth = start("notification", 4, postgres, environment)) {
                first.awaitReady();
                kafka.restart();
                new FirstSites(new GatewayClient(HttpClient.newHttpClient(), first.url(), new Secret(TOKEN)))
                        .addLab(lab.uri(), lab.caPem(), LAB_PASSWORD);
                second.awaitReady();
                third.awaitReady();
                fourth.awaitReady();
                fifth.awaitReady();

                var operation = create(first.url());

                await().atMost(Duration.ofSeconds(60))
                        .until(() -> get(second.url(), "/api/v1/operations/" + operation)
                                .path("state")
                                .asString()
                                .equals("SUCCEEDED"));
            }
        }
    }

    private static Map<String, String> shared(Home home, EmbeddedPostgres postgres, EmbeddedKafka kafka) {
        postgres.createService(new ServiceRole(DATABASE, "secrets", "moru_secrets", PASSWORD));
        var environment = new HashMap<String, String>();
        environment.put("SPRING_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        environment.put("MORU_KAFKA_PARTITIONS", "2");
        environment.put("MORU_KAFKA_REPLICATION_FACTOR", "1");
        environment.put("MORU_INSTALLATION", home.installation().toString());
        environment.put("MORU_SECRETS_KEY_FILE", home.masterKey().toString());
        environment.put("MORU_SECRETS_DATABASE_URL", postgres.jdbcUrl(DATABASE));
        environment.put("MORU_SECRETS_DATABASE_USERNAME", "moru_secrets");
        environment.put("MORU_SECRETS_DATABASE_PASSWORD", PASSWORD);
        environment.put("MORU_DATABASE_URL", postgres.jdbcUrl(DATABASE));
        environment.put("MORU_DATABASE_PASSWORD", PASSWORD);
        environment.put("MORU_GATEWAY_ADMIN_TOKEN", TOKEN);
        return environment;
    }

    private ExecJar start(String service, int replica, EmbeddedPostgres postgres, Map<String, String> shared)
            throws IOException {
        postgres.createService(new ServiceRole(DATABASE, service, service, PASSWORD));
        var environment = new HashMap<>(shared);
        environment.put("MORU_DATABASE_USERNAME", service);
        environment.put("MORU_REPLICA", service + "-" + replica);
        return ExecJar.start(service, ports + replica, directory, environment);
    }

    private static String create(URI gateway) throws IOException, InterruptedException {
        var request = request(gateway, "/api/v1/projects/default/servers")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(
                        "{\"name\": \"web-01\", \"image\": \"debian-12\", \"preset\": \"small\"}"))
                .build();
        return send(request).path("id").asString();
    }

    private static JsonNode get(URI gateway, String path) throws IOException, InterruptedException {
        return send(request(gateway, path).build());
    }

    private static HttpRequest.Builder request(URI gateway, String path) {
        return HttpRequest.newBuilder(gateway.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + TOKEN);
    }

    /** By a client of its own, whose first request this is: one with a body must be taken as well as one without. */
    private static JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return JsonMapper.shared().readTree(answer.body());
    }
}
