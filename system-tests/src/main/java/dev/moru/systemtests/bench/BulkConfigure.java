package dev.moru.systemtests.bench;

import dev.moru.systemtests.installation.ApiClient;
import dev.moru.systemtests.installation.Installation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * B14: servers with the role {@code web}, which are real Linux hosts, configured together in one bulk operation, beside one
 * after another. What is measured changes nothing on them, because an installation of packages is mostly the network's time.
 */
final class BulkConfigure {

    private static final int ROUNDS = 3;

    /** So many are run one by one in a round; all of them would take as many times longer as they are more. */
    private static final int SINGLES = 4;

    private static final Duration LONG = Duration.ofMinutes(30);
    private static final String SERVERS = "/api/v1/projects/default/servers";

    private final Path project;
    private final Path home;
    private final int servers;
    private final int singles;

    BulkConfigure(Path project, Path home) {
        this.project = project;
        this.home = home;
        this.servers = Integer.parseInt(System.getenv().getOrDefault("MORU_BENCH_SERVERS", "20"));
        this.singles = Math.min(SINGLES, servers);
    }

    Figure measure() {
        try (var installation = new Installation(
                project, home, 24_200, Map.of("MORU_LAB_GUESTS", "nspawn", "MORU_LAB_LATENCY", "PT0.2S"))) {
            installation.start();
            var client = new ApiClient(installation.gateway(), Installation.token());
            var names = create(client);
            var together = new double[ROUNDS];
            var alone = new double[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                together[round] = seconds(() -> succeed(client, SERVERS + ":bulk", bulk(names)));
                alone[round] = seconds(() -> oneByOne(client, names.subList(0, singles))) * servers / singles;
            }
            return figure(Samples.of(together), Samples.of(alone));
        }
    }

    /** All at a time, so that they are configured for the first time in few plays. */
    private List<String> create(ApiClient client) {
        var names = IntStream.range(0, servers).mapToObj(n -> "web-" + n).toList();
        var operations = new ArrayList<UUID>();
        for (var name : names) {
            var wanted = Map.of("name", name, "image", "debian-12", "preset", "small", "roles", List.of("web"));
            operations.add(client.write("POST", SERVERS, wanted).operationId());
        }
        operations.forEach(operation -> requireSuccess(client.awaitEnd(operation, LONG)));
        return names;
    }

    private static void oneByOne(ApiClient client, List<String> names) {
        names.forEach(name -> succeed(client, SERVERS + "/" + name + ":configure", Map.of()));
    }

    private Map<String, Object> bulk(List<String> names) {
        return Map.of("action", "configure", "servers", names, "maxInFlight", servers);
    }

    private static void succeed(ApiClient client, String path, Map<String, ?> body) {
        requireSuccess(client.awaitEnd(client.write("POST", path, body).operationId(), LONG));
    }

    private static void requireSuccess(JsonNode operation) {
        if (!operation.path("state").asString().equals("SUCCEEDED")) {
            throw new IllegalStateException("it did not succeed: " + operation);
        }
    }

    private static double seconds(Runnable work) {
        var begin = System.nanoTime();
        work.run();
        return (System.nanoTime() - begin) / 1e9;
    }

    private Figure figure(Samples together, Samples alone) {
        var ratio = together.median() / alone.median();
        return new Figure(
                "B14 %d servers configured in one bulk".formatted(servers),
                "≤ 0.2 × one by one",
                "%.1f s = %.2f ×".formatted(together.median(), ratio),
                "one by one: %.1f s, by %d of them; the hosts share the processors with Ansible"
                        .formatted(alone.median(), singles),
                together.spread() + " s",
                ratio <= 0.2);
    }
}
