package dev.moru.launcher;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real Prometheus and Alertmanager beside an installation, configured as deploy/ says, but faster. */
final class MonitoringTools implements AutoCloseable {

    private static final Path DEPLOY = Path.of("../deploy").toAbsolutePath().normalize();
    private static final Set<String> PROGRAMS =
            Set.of("prometheus", "prometheus-alertmanager", "prometheus-node-exporter");
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Path directory;
    private final Path home;
    private final int base;
    private final Tool alertmanager;
    private final Tool prometheus;

    /**
     * @param directory for what they need and keep
     * @param home of the installation, which has the tokens
     * @param base the installation's first port
     * @param token with which the gateway's metrics are read
     * @param rule further rules
     * @param scrapes further scrape configurations
     */
    MonitoringTools(Path directory, Path home, int base, String token, String rule, String scrapes) throws IOException {
        this.directory = directory;
        this.home = home;
        this.base = base;
        var rules = Files.createDirectories(directory.resolve("rules"));
        for (var file : deployed("prometheus/rules")) {
            Files.writeString(
                    rules.resolve(file.getFileName()), Files.readString(file).replace("for: 1m", "for: 3s"));
        }
        Files.writeString(rules.resolve("test.yml"), rule);
        Files.writeString(directory.resolve("metrics-token"), token);
        Files.writeString(directory.resolve("prometheus.yml"), configuration("prometheus/prometheus.yml") + scrapes);
        Files.writeString(directory.resolve("alertmanager.yml"), configuration("alertmanager/alertmanager.yml"));
        this.alertmanager = Tool.start(
                directory,
                "prometheus-alertmanager",
                List.of(
                        "--web.listen-address=127.0.0.1:" + alertmanagerPort(base),
                        "--config.file=alertmanager.yml",
                        "--storage.path=alertmanager",
                        "--cluster.listen-address="));
        this.prometheus = Tool.start(
                directory,
                "prometheus",
                List.of(
                        "--web.listen-address=127.0.0.1:" + prometheusPort(base),
                        "--config.file=prometheus.yml",
                        "--storage.tsdb.path=prometheus"));
    }

    static void require() {
        for (var tool : PROGRAMS) {
            assumeTrue(Tool.isInstalled(tool), tool + " is not installed; Debian has a package of this name");
        }
    }

    static URI prometheus(int base) {
        return URI.create("http://127.0.0.1:" + prometheusPort(base));
    }

    static URI alertmanager(int base) {
        return URI.create("http://127.0.0.1:" + alertmanagerPort(base));
    }

    static List<Path> deployed(String folder) throws IOException {
        try (var files = Files.list(DEPLOY.resolve(folder))) {
            return files.toList();
        }
    }

    private String configuration(String file) throws IOException {
        var replaced = new TreeMap<String, String>();
        replaced.put("localhost:8080", "127.0.0.1:" + base);
        for (int service = 1; service < 10; service++) {
            replaced.put("localhost:808" + service, "127.0.0.1:" + (base + service));
        }
        replaced.put("localhost:9093", "127.0.0.1:" + alertmanagerPort(base));
        replaced.put(
                "/etc/prometheus/moru-metrics-token",
                directory.resolve("metrics-token").toString());
        replaced.put(
                "/etc/prometheus/moru-discovery-token",
                home.resolve("prometheus-token").toString());
        replaced.put(
                "/etc/alertmanager/moru-alerts-token",
                home.resolve("alertmanager-token").toString());
        replaced.put("_interval: 15s", "_interval: 1s");
        replaced.put("group_wait: 10s", "group_wait: 2s");
        var text = Files.readString(DEPLOY.resolve(file));
        for (var each : replaced.entrySet()) {
            text = text.replace(each.getKey(), each.getValue());
        }
        return text;
    }

    /** The values of a label in the series that a query gives. */
    List<String> valuesOf(String query, String label) {
        return query(query)
                .path("data")
                .path("result")
                .valueStream()
                .map(series -> series.path("metric").path(label).asString())
                .toList();
    }

    JsonNode query(String query) {
        return request("query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
    }

    /** What Prometheus' API has at a path. */
    JsonNode data(String path) {
        return request(path).path("data");
    }

    private JsonNode request(String path) {
        try {
            var request = HttpRequest.newBuilder(prometheus(base).resolve("/api/v1/" + path))
                    .build();
            return JSON.readTree(HTTP.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int alertmanagerPort(int base) {
        return base + 7;
    }

    private static int prometheusPort(int base) {
        return base + 8;
    }

    @Override
    public void close() throws InterruptedException {
        prometheus.close();
        alertmanager.close();
    }
}
