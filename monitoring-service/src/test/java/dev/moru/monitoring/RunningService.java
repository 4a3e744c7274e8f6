package dev.moru.monitoring;

import dev.moru.embedded.testing.ServiceUnderTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The service as it runs alone, on real stores and with pauses short enough to wait for. */
record RunningService(ConfigurableApplicationContext context) implements AutoCloseable {

    static final String DISCOVERY_TOKEN = "a token that only Prometheus has, long enough";
    static final String ALERTS_TOKEN = "a token that only Alertmanager has, long enough";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static RunningService start(Path directory, URI prometheus, URI alertmanager) {
        var application = new SpringApplication(MonitoringService.class);
        return new RunningService(application.run(arguments(directory, prometheus, alertmanager)));
    }

    private static String[] arguments(Path directory, URI prometheus, URI alertmanager) {
        return new ServiceUnderTest("monitoring")
                .arguments(
                        "moru.monitoring.discovery.token=" + DISCOVERY_TOKEN,
                        "moru.monitoring.alerts.token-file=" + aTokenFile(directory),
                        "moru.monitoring.prometheus-url=" + prometheus,
                        "moru.monitoring.alertmanager-url=" + alertmanager,
                        "moru.monitoring.look-at-silenced=200ms",
                        "moru.monitoring.poll-every=300ms",
                        "moru.monitoring.call-timeout=2s");
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    HttpResponse<String> discover(String token) {
        return send(request("/sd/prometheus", token).build());
    }

    HttpResponse<String> report(String token, String group) {
        return send(request("/hooks/alertmanager", token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(group))
                .build());
    }

    /** A path without a token. */
    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(uri(path)).build());
    }

    private HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + token);
    }

    private URI uri(String path) {
        return URI.create(
                "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port") + path);
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes alerts look as if they had been told long ago. */
    void ageAlerts() {
        bean(JdbcClient.class)
                .sql("update alert set changed_at = changed_at - interval '1 day'")
                .update();
    }

    @Override
    public void close() {
        context.close();
    }

    private static Path aTokenFile(Path directory) {
        try {
            var file = directory.resolve("alerts-token");
            Files.writeString(file, ALERTS_TOKEN);
            return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
