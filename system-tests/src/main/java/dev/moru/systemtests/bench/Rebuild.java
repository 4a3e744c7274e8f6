package dev.moru.systemtests.bench;

import dev.moru.systemtests.installation.Installation;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * B8: how fast the read models are made anew from the journal, and the audit chain is verified, after everything that the
 * benchmarks before it have left there.
 */
final class Rebuild implements Bench.Benchmark {

    private static final int ROUNDS = 7;
    private static final double EVENTS_PER_SECOND = 50_000;
    private static final double RECORDS_PER_SECOND = 150_000;
    private static final Duration AT_MOST = Duration.ofMinutes(5);

    private final HttpClient http = HttpClient.newHttpClient();

    @Override
    public List<Figure> measure(Subject subject) throws Exception {
        subject.awaitIdle();
        var rebuilt = new ArrayList<Double>();
        var copied = new ArrayList<Double>();
        var verified = new ArrayList<Double>();
        var digested = new ArrayList<Double>();
        for (int round = 0; round < ROUNDS; round++) {
            copied.add(rowsPerSecond(subject, "create temporary table copy as select * from gateway.journal"));
            rebuilt.add(eventsPerSecond(subject));
            digested.add(rowsPerSecond(
                    subject, "create temporary table digest as select sha256(audit::text::bytea) from gateway.audit"));
            verified.add(recordsPerSecond(subject));
        }
        return List.of(
                figure(
                        "B8 rebuilding the read models",
                        "events",
                        EVENTS_PER_SECOND,
                        rebuilt,
                        "PostgreSQL copying the journal's rows",
                        copied),
                figure(
                        "B8 verifying the audit chain",
                        "records",
                        RECORDS_PER_SECOND,
                        verified,
                        "PostgreSQL hashing each row",
                        digested));
    }

    private static Figure figure(
            String name, String unit, double goal, List<Double> measured, String floor, List<Double> atBest) {
        var rates = Samples.of(measured);
        return new Figure(
                name,
                "≥ %,.0f %s/s".formatted(goal, unit),
                "%,.0f/s".formatted(rates.median()),
                "%s: %,.0f/s".formatted(floor, Samples.of(atBest).median()),
                "%,.0f–%,.0f/s".formatted(rates.quantile(0), rates.quantile(1)),
                rates.median() >= goal);
    }

    private double eventsPerSecond(Subject subject) throws IOException, InterruptedException {
        return send(subject, "POST", "/api/v1/read-models:rebuild")
                .path("eventsPerSecond")
                .asDouble();
    }

    private double recordsPerSecond(Subject subject) throws IOException, InterruptedException {
        var begin = System.nanoTime();
        var verdict = send(subject, "GET", "/api/v1/audit:verify");
        var seconds = (System.nanoTime() - begin) / 1e9;
        if (!verdict.path("intact").asBoolean()) {
            throw new IllegalStateException("the audit chain is not intact: " + verdict);
        }
        return verdict.path("rows").asLong() / seconds;
    }

    private static double rowsPerSecond(Subject subject, String copy) throws SQLException {
        try (var connection = subject.connect("moru");
                var statement = connection.createStatement()) {
            var begin = System.nanoTime();
            var rows = statement.executeLargeUpdate(copy);
            return rows / ((System.nanoTime() - begin) / 1e9);
        }
    }

    private JsonNode send(Subject subject, String method, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(subject.installation().gateway().resolve(path))
                .timeout(AT_MOST)
                .header("Authorization", "Bearer " + Installation.token())
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(method + " " + path + " was answered with " + answer.body());
        }
        return JsonMapper.shared().readTree(answer.body());
    }
}
