package dev.moru.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.moru.contracts.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A whole installation beside the real Prometheus, Alertmanager and node_exporter, configured as deploy/ says. */
class MonitoringIT {

    private static final Path DEPLOY = Path.of("../deploy").toAbsolutePath().normalize();
    private static final String TOKEN = "a token for the tests of monitoring, long enough";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** These are there from the first time on that something is wrong. */
    private static final Set<String> ONLY_IN_TROUBLE = Set.of("moru_consumer_gaps_messages_total");

    /** One alert for each node of the lab, in one group. */
    private static final String ALWAYS_FIRING = """
            groups:
              - name: test
                rules:
                  - alert: NodeThere
                    expr: proxmox_node_status == 1
                    labels: {severity: warning}
                    annotations: {summary: "{{ $labels.node }} is there"}
            """;

    @TempDir
    private static Path directory;

    private static int base;
    private static LauncherProcess launcher;
    private static Tool exporter;
    private static Tool alertmanager;
    private static Tool prometheus;

    @BeforeAll
    static void start() throws Exception {
        for (var tool : List.of("prometheus", "prometheus-alertmanager", "prometheus-node-exporter")) {
            assumeTrue(Tool.isInstalled(tool), tool + " is not installed; Debian has a package of this name");
        }
        base = LauncherProcess.freePortBase();
        var environment = Map.of("MORU_ADMIN_TOKEN", TOKEN, "MORU_LAB_LATENCY", "PT0.2S");
        launcher = LauncherProcess.start(home(), base, environment).awaitReady();
        startTools();
        happen();
    }

    private static void startTools() throws IOException {
        var rules = directory.resolve("rules");
        Files.createDirectories(rules);
        for (var file : filesIn("prometheus/rules")) {
            Files.copy(file, rules.resolve(file.getFileName()));
        }
        Files.writeString(rules.resolve("test.yml"), ALWAYS_FIRING);
        Files.writeString(directory.resolve("metrics-token"), TOKEN);
        Files.writeString(directory.resolve("prometheus.yml"), configuration("prometheus/prometheus.yml"));
        Files.writeString(directory.resolve("alertmanager.yml"), configuration("alertmanager/alertmanager.yml"));
        var listen = "--web.listen-address=127.0.0.1:";
        exporter = Tool.start(directory, "prometheus-node-exporter", List.of(listen + exporterPort()));
        alertmanager = Tool.start(
                directory,
                "prometheus-alertmanager",
                List.of(
                        listen + alertmanagerPort(),
                        "--config.file=alertmanager.yml",
                        "--storage.path=alertmanager",
                        "--cluster.listen-address="));
        prometheus = Tool.start(
                directory,
                "prometheus",
                List.of(listen + prometheusPort(), "--config.file=prometheus.yml", "--storage.tsdb.path=prometheus"));
    }

    /** What deploy/ says, with the ports and files of this test, and faster. */
    private static String configuration(String file) throws IOException {
        var text = Files.readString(DEPLOY.resolve(file));
        var replaced = new TreeMap<String, String>();
        replaced.put("localhost:8080", "127.0.0.1:" + base);
        for (int service = 1; service < 10; service++) {
            replaced.put("localhost:808" + service, "127.0.0.1:" + (base + service));
        }
        replaced.put("localhost:9093", "127.0.0.1:" + alertmanagerPort());
        replaced.put(
                "/etc/prometheus/moru-metrics-token",
                directory.resolve("metrics-token").toString());
        replaced.put(
                "/etc/prometheus/moru-discovery-token",
                home().resolve("prometheus-token").toString());
        replaced.put(
                "/etc/alertmanager/moru-alerts-token",
                home().resolve("alertmanager-token").toString());
        replaced.put("_interval: 15s", "_interval: 1s");
        replaced.put("group_wait: 10s", "group_wait: 2s");
        for (var each : replaced.entrySet()) {
            text = text.replace(each.getKey(), each.getValue());
        }
        return file.startsWith("prometheus") ? text + """

                  - job_name: node
                    static_configs:
                      - targets: ["127.0.0.1:%d"]
                        labels: {job: servers, server: here}
                """.formatted(exporterPort()) : text;
    }

    /** A server, a delivery and a message that nobody understands: what all there is to be counted comes from. */
    private static void happen() throws Exception {
        write(
                "projects/default/channels",
                Map.of(
                        "name",
                        "nobody",
                        "type",
                        "webhook",
                        "url",
                        "http://127.0.0.1:9/",
                        "signingSecret",
                        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
        write("projects/default/routes", Map.of("name", "all", "channels", List.of("nobody")));
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", "127.0.0.1:" + (base + 10)),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(Topics.PROVISIONING_COMMANDS, "nobody", "nothing"));
        }
        write("projects/default/servers?wait=60s", Map.of("name", "web-01", "image", "debian-12"));
    }

    @AfterAll
    static void stop() throws Exception {
        for (var part : Stream.<AutoCloseable>of(prometheus, alertmanager, exporter, launcher)
                .filter(Objects::nonNull)
                .toList()) {
            part.close();
        }
    }

    @Test
    void prometheusScrapesEveryService() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(valuesOf("up{job=\"moru\"} == 1", "service"))
                        .containsExactlyInAnyOrder("gateway", "provisioning", "config", "monitoring", "notification"));
    }

    @Test
    void prometheusLearnsOfAServerAndLeavesItAloneWhileItIsSimulated() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                prometheus("targets?state=dropped").path("droppedTargets"))
                        .anySatisfy(target -> {
                            var labels = target.path("discoveredLabels");
                            assertThat(labels.path("server").asString()).isEqualTo("web-01");
                            assertThat(labels.path("project").asString()).isEqualTo("default");
                            assertThat(labels.path("__address__").asString()).endsWith(":9100");
                        }));
    }

    @Test
    void eachAlertOfAGroupBecomesAnEvent() {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", "127.0.0.1:" + (base + 10)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(Topics.MONITORING_EVENTS).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var told = new HashSet<String>();
            await().atMost(PATIENCE).untilAsserted(() -> {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record -> told.add(JSON.readTree(record.value())
                                .path("alert")
                                .path("summary")
                                .asString()));
                assertThat(told).contains("lab1 is there", "lab2 is there", "lab3 is there");
            });
        }
    }

    @Test
    void everyPanelAndEveryRuleAsksForWhatIsThere() throws Exception {
        var queries = new TreeSet<String>();
        for (var file : filesIn("grafana/dashboards")) {
            JSON.readTree(file.toFile()).findValues("expr").forEach(query -> queries.add(query.asString()));
        }
        prometheus("rules").findValues("query").forEach(query -> queries.add(query.asString()));
        assertThat(queries).hasSizeGreaterThan(50);
        assertThat(queries)
                .allSatisfy(query ->
                        assertThat(query(query).path("status").asString()).isEqualTo("success"));

        var wanted = new TreeSet<String>();
        queries.forEach(query -> wanted.addAll(PromQl.metricsIn(query)));
        wanted.removeAll(ONLY_IN_TROUBLE);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(names()).containsAll(wanted));
    }

    @Test
    void dashboardsAreWhatGrafanaLoadsWithoutChangingThem() throws Exception {
        var uids = new HashSet<String>();
        for (var file : filesIn("grafana/dashboards")) {
            var dashboard = JSON.readTree(file.toFile());
            assertThat(uids.add(dashboard.path("uid").asString()))
                    .as("%s has a uid of its own", file)
                    .isTrue();
            assertThat(dashboard.path("uid").asString()).matches("moru-[a-z]+");
            assertThat(dashboard.path("panels")).isNotEmpty().allSatisfy(panel -> {
                assertThat(panel.path("type").asString()).isEqualTo("timeseries");
                assertThat(panel.path("datasource").path("uid").asString()).isEqualTo("moru-prometheus");
            });
        }
        assertThat(uids).contains("moru-system", "moru-application", "moru-business");
    }

    private static Set<String> names() {
        var names = new HashSet<String>();
        prometheus("label/__name__/values").forEach(name -> names.add(name.asString()));
        return names;
    }

    private static List<String> valuesOf(String query, String label) {
        return query(query)
                .path("data")
                .path("result")
                .valueStream()
                .map(series -> series.path("metric").path(label).asString())
                .toList();
    }

    private static JsonNode query(String query) {
        return request("query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
    }

    private static JsonNode prometheus(String path) {
        return request(path).path("data");
    }

    private static JsonNode request(String path) {
        var uri = URI.create("http://127.0.0.1:%d/api/v1/%s".formatted(prometheusPort(), path));
        return JSON.readTree(send(HttpRequest.newBuilder(uri), status -> true));
    }

    private static void write(String path, Map<String, ?> body) {
        send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/api/v1/%s".formatted(base, path)))
                        .header("Authorization", "Bearer " + TOKEN)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))),
                status -> status < 300);
    }

    private static String send(HttpRequest.Builder request, Predicate<Integer> expected) {
        try {
            var answer = HTTP.send(request.build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).as("%s", answer.body()).matches(expected);
            return answer.body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Path> filesIn(String folder) throws IOException {
        try (var files = Files.list(DEPLOY.resolve(folder))) {
            return files.toList();
        }
    }

    private static Path home() {
        return directory.resolve("home");
    }

    private static int exporterPort() {
        return base + 6;
    }

    private static int alertmanagerPort() {
        return base + 7;
    }

    private static int prometheusPort() {
        return base + 8;
    }
}
