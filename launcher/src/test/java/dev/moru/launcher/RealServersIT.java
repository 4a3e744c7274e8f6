package dev.moru.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What Moru is for, with nothing simulated but the cluster: servers that are asked for by REST are Linux hosts, which Ansible
 * configures, Prometheus scrapes and Alertmanager tells of. In this order, because it is the life of one server.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RealServersIT {

    private static final String TOKEN = "a token for the tests on real servers, long enough";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path GUEST =
            Path.of("../lab/src/main/guests/guest").toAbsolutePath().normalize();

    @TempDir
    private static Path directory;

    private static final Queue<String> told = new ConcurrentLinkedQueue<>();
    private static final GreenMail mailServer =
            new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    private static LauncherProcess launcher;
    private static MonitoringTools tools;
    private static HttpServer sink;
    private static GatewayApi gateway;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Tool.isInstalled("ansible-playbook"), "ansible is not installed; Debian has a package of this name");
        MonitoringTools.require();
        requireRealGuests();
        int base = LauncherProcess.freePortBase();
        var home = directory.resolve("home");
        mailServer.start();
        launcher = LauncherProcess.start(home, base, environment(base)).awaitReady();
        tools = new MonitoringTools(directory, home, base, TOKEN, "groups: []\n", "");
        gateway = new GatewayApi(base, TOKEN);
        sink = aSink();
        sendAlertsTo("http://127.0.0.1:" + sink.getAddress().getPort() + "/");
    }

    private static Map<String, String> environment(int base) {
        return Map.of(
                "MORU_ADMIN_TOKEN",
                TOKEN,
                "MORU_LAB_LATENCY",
                "PT0.2S",
                "MORU_LAB_GUESTS",
                "nspawn",
                "MORU_MONITORING_PROMETHEUS_URL",
                MonitoringTools.prometheus(base).toString(),
                "MORU_NOTIFICATION_SMTP_HOST",
                "127.0.0.1",
                "MORU_NOTIFICATION_SMTP_PORT",
                String.valueOf(mailServer.getSmtp().getPort()),
                "MORU_NOTIFICATION_SMTP_SECURITY",
                "none",
                "MORU_NOTIFICATION_SMTP_FROM",
                "moru@example.org");
    }

    private static void requireRealGuests() throws IOException {
        var check = new ProcessBuilder(GUEST.toString(), "check")
                .redirectErrorStream(true)
                .start();
        var missing = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assumeTrue(missing.isEmpty(), missing);
    }

    private static HttpServer aSink() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            told.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static void sendAlertsTo(String url) {
        gateway.post(
                "projects/default/channels",
                Map.of(
                        "name",
                        "on-call",
                        "type",
                        "webhook",
                        "settings",
                        Map.of("url", url),
                        "secrets",
                        Map.of("signingSecret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")));
        gateway.post(
                "projects/default/channels",
                Map.of("name", "mail", "type", "email", "settings", Map.of("to", List.of("ops@example.org"))));
        gateway.post(
                "projects/default/routes",
                Map.of(
                        "name",
                        "alerts",
                        "match",
                        Map.of("types", List.of("dev.moru.alert.*")),
                        "channels",
                        List.of("on-call", "mail")));
    }

    @AfterAll
    static void stop() throws Exception {
        if (sink != null) {
            sink.stop(0);
        }
        mailServer.stop();
        for (var part : Stream.<AutoCloseable>of(tools, launcher)
                .filter(Objects::nonNull)
                .toList()) {
            part.close();
        }
    }

    @Test
    @Order(1)
    void isAWebServerWhenItHasTheRole() throws Exception {
        var operation = create("web-01", Map.of("roles", List.of("node_exporter", "web"), "readiness", "ssh"));

        assertThat(steps(operation))
                .containsEntry("boot", "SUCCEEDED")
                .containsEntry("configure", "SUCCEEDED")
                .containsEntry("watch", "SUCCEEDED");
        assertThat(operation.path("simulated").asBoolean()).isFalse();
        assertThat(operation.path("warnings")).isEmpty();
        assertThat(welcome("web-01").headers().firstValue("Server")).hasValue("nginx");
    }

    @Test
    @Order(2)
    void isScrapedByPrometheus() {
        assertThat(tools.valuesOf("up{job=\"servers\"} == 1", "server")).contains("web-01");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(tools.valuesOf("node_memory_MemTotal_bytes", "server"))
                        .contains("web-01"));
    }

    @Test
    @Order(3)
    void isNotChangedByBeingConfiguredAgain() {
        var operation = act("web-01", "configure");

        assertThat(operation.path("state").asString()).as("%s", operation).isEqualTo("SUCCEEDED");
        assertThat(operation.path("result").path("changed").asInt(-1)).isZero();
    }

    @Test
    @Order(4)
    void comesBackFromAReboot() throws Exception {
        assertThat(act("web-01", "reboot").path("state").asString()).isEqualTo("SUCCEEDED");

        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> welcome("web-01").statusCode() == 200);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(tools.valuesOf("up{job=\"servers\"} == 1", "server"))
                        .contains("web-01"));
    }

    @Test
    @Order(5)
    void isConfiguredThroughTheJumpHostOfItsNetwork() {
        var pool = Map.of(
                "cidr",
                "10.10.0.0/24",
                "ranges",
                List.of(Map.of("from", "10.10.0.251", "to", "10.10.0.253")),
                "gateway",
                "10.10.0.1");
        var bridge = gateway.get("sites/lab/networks/default").path("bridge").asString();
        gateway.post(
                "sites/lab/networks",
                Map.of("name", "inner", "bridge", bridge, "ipv4", pool, "jumpHost", "debian@" + addressOf("web-01")));

        var operation = create(
                "inner-01",
                Map.of(
                        "roles",
                        List.of("node_exporter"),
                        "readiness",
                        "ssh",
                        "networks",
                        List.of(Map.of("network", "inner"))));

        assertThat(steps(operation)).containsEntry("configure", "SUCCEEDED").containsEntry("watch", "SUCCEEDED");
        assertThat(operation.path("warnings").toString())
                .contains("readiness ssh was not looked at: behind a jump host");
    }

    @Test
    @Order(6)
    void isMissedWhenItIsStopped() {
        assertThat(act("web-01", "stop").path("state").asString()).isEqualTo("SUCCEEDED");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(told)
                        .anySatisfy(delivery -> assertThat(delivery)
                                .contains("dev.moru.alert.fired.v1", "ServerDown", "web-01 does not answer")));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(mails())
                        .anySatisfy(mail -> assertThat(mail)
                                .contains("To: ops@example.org", "Alert: ServerDown", "web-01 does not answer")));
        act("web-01", "start");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(told)
                        .anySatisfy(delivery -> assertThat(delivery)
                                .contains("dev.moru.alert.resolved.v1", "ServerDown", "web-01 does not answer")));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(mails())
                        .anySatisfy(mail ->
                                assertThat(mail).contains("Alert is over: ServerDown", "web-01 does not answer")));
    }

    /** What a reader sees: to whom, the subject and the text. */
    private static List<String> mails() throws Exception {
        var mails = new ArrayList<String>();
        for (var mail : mailServer.getReceivedMessages()) {
            var text = ((MimeMultipart) mail.getContent()).getBodyPart(0).getContent();
            mails.add("To: %s%n%s%n%s".formatted(mail.getAllRecipients()[0], mail.getSubject(), text));
        }
        return mails;
    }

    private static JsonNode create(String name, Map<String, ?> more) {
        var body = new HashMap<String, Object>(Map.of("name", name, "image", "debian-12"));
        body.putAll(more);
        var operation = gateway.post("projects/default/servers?wait=300s", body);
        assertThat(operation.path("state").asString()).as("%s", operation).isEqualTo("SUCCEEDED");
        return operation;
    }

    private static JsonNode act(String name, String action) {
        return gateway.post("projects/default/servers/" + name + ":" + action + "?wait=300s", Map.of());
    }

    private static Map<String, String> steps(JsonNode operation) {
        var steps = new HashMap<String, String>();
        operation
                .path("steps")
                .forEach(step -> steps.put(
                        step.path("name").asString(), step.path("state").asString()));
        return steps;
    }

    private static String addressOf(String name) {
        return gateway.get("projects/default/servers/" + name)
                .path("status")
                .path("addresses")
                .path(0)
                .path("address")
                .asString();
    }

    private static HttpResponse<Void> welcome(String name) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://" + addressOf(name) + "/"))
                .timeout(Duration.ofSeconds(5))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
    }
}
