package dev.moru.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.moru.contracts.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
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

    private static final String TOKEN = "a token for the tests of monitoring, long enough";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = new JsonMapper();

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
    private static MonitoringTools tools;
    private static GatewayApi gateway;

    @BeforeAll
    static void start() throws Exception {
        MonitoringTools.require();
        base = LauncherProcess.freePortBase();
        var environment = Map.of(
                "MORU_ADMIN_TOKEN",
                TOKEN,
                "MORU_LAB_LATENCY",
                "PT0.2S",
                "MORU_MONITORING_ALERTMANAGER_URL",
                MonitoringTools.alertmanager(base).toString());
        launcher = LauncherProcess.start(home(), base, environment).awaitReady();
        gateway = new GatewayApi(base, TOKEN);
        exporter = Tool.start(
                directory, "prometheus-node-exporter", List.of("--web.listen-address=127.0.0.1:" + exporterPort()));
        tools = new MonitoringTools(directory, home(), base, TOKEN, ALWAYS_FIRING, """

                  - job_name: node
                    static_configs:
                      - targets: ["127.0.0.1:%d"]
                        labels: {job: servers, server: here}
                """.formatted(exporterPort()));
        happen();
    }

    /** A server, a delivery and a message that nobody understands: what all there is to be counted comes from. */
    private static void happen() throws Exception {
        gateway.post(
                "projects/default/channels",
                Map.of(
                        "name",
                        "nobody",
                        "type",
                        "webhook",
                        "settings",
                        Map.of("url", "http://127.0.0.1:9/"),
                        "secrets",
                        Map.of("signingSecret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")));
        gateway.post("projects/default/routes", Map.of("name", "all", "channels", List.of("nobody")));
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", "127.0.0.1:" + (base + 10)),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(Topics.PROVISIONING_COMMANDS, "nobody", "nothing"));
        }
        gateway.post("projects/default/servers?wait=60s", Map.of("name", "web-01", "image", "debian-12"));
    }

    @AfterAll
    static void stop() throws Exception {
        for (var part : Stream.<AutoCloseable>of(tools, exporter, launcher)
                .filter(Objects::nonNull)
                .toList()) {
            part.close();
        }
    }

    @Test
    void prometheusScrapesEveryService() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(tools.valuesOf("up{job=\"moru\"} == 1", "service"))
                        .containsExactlyInAnyOrder(
                                "gateway", "provisioning", "config", "backup", "monitoring", "notification"));
    }

    @Test
    void prometheusLearnsOfAServerAndLeavesItAloneWhileItIsSimulated() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                tools.data("targets?state=dropped").path("droppedTargets"))
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
    void anAlertIsSilencedAtTheAlertmanagerThatTheEnvironmentNames() {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(gateway.get("alerts").path("items")).anyMatch(MonitoringIT::isNodeThere));
        var id = gateway.get("alerts")
                .path("items")
                .valueStream()
                .filter(MonitoringIT::isNodeThere)
                .findFirst()
                .map(alert -> alert.path("id").asString())
                .orElseThrow();

        gateway.post("alerts/" + id + ":silence", Map.of("duration", "PT1H", "comment", "a test"));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(gateway.get("alerts/" + id)
                                .path("silence")
                                .path("comment")
                                .asString())
                        .isEqualTo("a test"));
    }

    private static boolean isNodeThere(JsonNode alert) {
        return alert.path("summary").asString().endsWith(" is there");
    }

    @Test
    void everyPanelAndEveryRuleAsksForWhatIsThere() throws Exception {
        var queries = new TreeSet<String>();
        for (var file : MonitoringTools.deployed("grafana/dashboards")) {
            JSON.readTree(file.toFile()).findValues("expr").forEach(query -> queries.add(query.asString()));
        }
        tools.data("rules").findValues("query").forEach(query -> queries.add(query.asString()));
        assertThat(queries).hasSizeGreaterThan(50);
        assertThat(queries)
                .allSatisfy(query ->
                        assertThat(tools.query(query).path("status").asString()).isEqualTo("success"));

        var wanted = new TreeSet<String>();
        queries.forEach(query -> wanted.addAll(PromQl.metricsIn(query)));
        wanted.removeAll(ONLY_IN_TROUBLE);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(names()).containsAll(wanted));
    }

    @Test
    void dashboardsAreWhatGrafanaLoadsWithoutChangingThem() throws Exception {
        var uids = new HashSet<String>();
        for (var file : MonitoringTools.deployed("grafana/dashboards")) {
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
        assertThat(uids)
                .contains("moru-system", "moru-application", "moru-business")
                .contains("moru-gateway", "moru-provisioning", "moru-config")
                .contains("moru-backup", "moru-monitoring", "moru-notification");
    }

    private static Set<String> names() {
        var names = new HashSet<String>();
        tools.data("label/__name__/values").forEach(name -> names.add(name.asString()));
        return names;
    }

    private static Path home() {
        return directory.resolve("home");
    }

    private static int exporterPort() {
        return base + 6;
    }
}
