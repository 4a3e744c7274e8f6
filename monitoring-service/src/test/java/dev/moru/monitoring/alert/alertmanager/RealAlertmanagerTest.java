package dev.moru.monitoring.alert.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.moru.contracts.Severity;
import dev.moru.contracts.alert.Alert;
import dev.moru.contracts.alert.AlertState;
import dev.moru.contracts.alert.Silence;
import dev.moru.monitoring.MonitoringProperties;
import dev.moru.monitoring.alert.SilenceWish;
import dev.moru.monitoring.alert.Silencer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/** With the real program, where it is installed. */
class RealAlertmanagerTest {

    private static final Path PROGRAM = Path.of("/usr/bin/prometheus-alertmanager");
    private static final Map<String, String> LABELS =
            Map.of("alertname", "HighDiskUsage", "server", "web \"01\"", "severity", "critical");

    @TempDir
    private static Path directory;

    private static Process process;
    private static URI url;
    private static RestClient api;

    @BeforeAll
    static void start() throws IOException {
        assumeTrue(Files.isExecutable(PROGRAM), "skipped: " + PROGRAM + " is not installed");
        var configuration = Files.writeString(directory.resolve("alertmanager.yml"), """
                route: {receiver: nobody}
                receivers: [{name: nobody}]
                """);
        int port = freePort();
        url = URI.create("http://127.0.0.1:" + port);
        process = new ProcessBuilder(
                        PROGRAM.toString(),
                        "--config.file=" + configuration,
                        "--storage.path=" + directory.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--cluster.listen-address=")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        api = RestClient.create(url.toString());
        await().atMost(Duration.ofSeconds(30))
                .ignoreException(ResourceAccessException.class)
                .until(() -> api.get()
                        .uri("/-/ready")
                        .retrieve()
                        .toBodilessEntity()
                        .getStatusCode()
                        .is2xxSuccessful());
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (process != null) {
            process.destroy();
            process.waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void silencesAnAlertOnceAndSeesItsEnd() {
        send(Instant.now().plusSeconds(600));
        var alert = await().until(RealAlertmanagerTest::seen, found -> found != null);
        var silencer = new Alertmanager(properties());
        var wish = new SilenceWish(
                UUID.randomUUID(),
                alert.id(),
                "user:ops",
                "known",
                Instant.now().plusSeconds(3600),
                Instant.now());

        var begun = Instant.now();
        var silence = silencer.silence(alert, wish);

        assertThat(silencer.silence(alert, wish)).isEqualTo(silence);
        await().untilAsserted(() -> assertThat(alerts()).contains("\"suppressed\"", silence.id()));
        assertThat(startOf(silence))
                .as("its own present, though a past was asked for")
                .isBetween(begun.minusSeconds(1), Instant.now().plusSeconds(1));
        var later = new Alertmanager(properties(), Duration.ZERO);
        assertThat(later.isOver(alert)).isFalse();
        send(Instant.now().minusSeconds(1));
        await().until(() -> later.isOver(alert));
        assertThat(silencer.isOver(alert))
                .as("right after its start it says nothing")
                .isFalse();
    }

    @Test
    void saysWhyASilenceIsRefused() {
        var silencer = new Alertmanager(properties());
        var wish = new SilenceWish(
                UUID.randomUUID(),
                UUID.randomUUID(),
                "user:ops",
                "",
                Instant.now().minusSeconds(1),
                Instant.now());

        assertThatThrownBy(() -> silencer.silence(alert("f"), wish))
                .isInstanceOf(Silencer.Refused.class)
                .hasMessageContaining("in the past");
    }

    private static MonitoringProperties properties() {
        var source = new MapConfigurationPropertySource(Map.of("moru.monitoring.alertmanager-url", url.toString()));
        return new Binder(source)
                .bind("moru.monitoring", MonitoringProperties.class)
                .get();
    }

    private static void send(Instant endsAt) {
        api.post()
                .uri("/api/v2/alerts")
                .contentType(MediaType.APPLICATION_JSON)
                .body(new Object[] {Map.of("labels", LABELS, "endsAt", endsAt.toString())})
                .retrieve()
                .toBodilessEntity();
    }

    private static String alerts() {
        return api.get().uri("/api/v2/alerts").retrieve().body(String.class);
    }

    private static Instant startOf(Silence silence) {
        var known = api.get()
                .uri("/api/v2/silence/{id}", silence.id())
                .retrieve()
                .body(new ParameterizedTypeReference<Map<String, Object>>() {});
        return Instant.parse(known.get("startsAt").toString());
    }

    private static Alert seen() {
        var text = alerts();
        int at = text.indexOf("\"fingerprint\":\"");
        return at < 0 ? null : alert(text.substring(at + 15, text.indexOf('"', at + 15)));
    }

    private static Alert alert(String fingerprint) {
        return new Alert(
                UUID.randomUUID(),
                "HighDiskUsage",
                AlertState.FIRING,
                Severity.CRITICAL,
                null,
                null,
                null,
                fingerprint,
                LABELS,
                "",
                "",
                null,
                Instant.now(),
                null,
                null,
                null);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
