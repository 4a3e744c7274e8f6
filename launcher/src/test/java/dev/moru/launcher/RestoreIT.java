package dev.moru.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A backup of the database under load, a time that is lost with everything after it, and the restore. */
class RestoreIT {

    private static final String TOKEN = "a-token-of-the-restore-test-0123456789";
    private static final int SERVERS = 8;

    @TempDir
    Path home;

    private final int ports = LauncherProcess.freePortBase();
    private final JsonMapper json = new JsonMapper();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void endsWhatIsOpenAndMakesNothingTwice() throws Exception {
        var operations = new ArrayList<String>();
        try (var launcher = start(Map.of()).awaitReady()) {
            for (int i = 0; i < SERVERS; i++) {
                operations.add(create("web-" + i));
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> ended(operations) > 0);
            // What a host that crashes leaves on its disk is a backup of one moment.
            launcher.kill();
        }
        copy(home.resolve("postgres"), home.resolve("backup"));

        try (var launcher = start(Map.of()).awaitReady()) {
            var lost = create("in-the-time-that-is-lost");
            await().atMost(Duration.ofSeconds(90)).until(() -> ended(operations) == SERVERS);
            await().atMost(Duration.ofSeconds(60)).until(() -> ended(List.of(lost)) == 1);
            launcher.terminate();
            assertThat(launcher.exitCode()).isZero();
        }

        run("rm", "-rf", home.resolve("postgres").toString());
        copy(home.resolve("backup"), home.resolve("postgres"));
        try (var refused = start(Map.of())) {
            assertThat(refused.exitCode()).isOne();
            // Another service may have begun to read by then, and say what it finds missing.
            assertThat(refused.err())
                    .filteredOn(line -> line.startsWith("moru: "))
                    .singleElement()
                    .asString()
                    .contains("restored from a backup", "./moru restore");
        }

        try (var launcher = start(Map.of("MORU_RESTORED", "1")).awaitReady()) {
            await().atMost(Duration.ofSeconds(120)).until(() -> ended(operations) == SERVERS);
            for (var operation : operations) {
                assertThat(get("/operations/" + operation).path("state").asString())
                        .isEqualTo("SUCCEEDED");
            }
            assertThat(madeBy(operations))
                    .allSatisfy((operation, made) -> assertThat(made).isOne());
            var verdict = get("/journal:verify");
            assertThat(verdict.path("intact").asBoolean())
                    .as(verdict.toString())
                    .isTrue();
            assertThat(create("afterwards")).isNotEmpty();
        }
    }

    private LauncherProcess start(Map<String, String> more) throws IOException {
        var environment = new HashMap<>(Map.of("MORU_ADMIN_TOKEN", TOKEN, "MORU_ADMIN_PASSWORD", "a long password"));
        environment.putAll(more);
        return LauncherProcess.start(home, ports, environment);
    }

    private String create(String name) throws Exception {
        var accepted = send(request("/projects/default/servers")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"name\": \"%s\", \"image\": \"debian-12\", \"preset\": \"small\"}".formatted(name))));
        return accepted.path("id").asString();
    }

    private long ended(List<String> operations) throws Exception {
        long ended = 0;
        for (var operation : operations) {
            ended += get("/operations/" + operation).path("endedAt").isNull() ? 0 : 1;
        }
        return ended;
    }

    /** How many virtual machines each operation has made, as the cluster itself has noted. */
    private Map<String, Integer> madeBy(List<String> operations) throws IOException {
        var made = new HashMap<String, Integer>();
        operations.forEach(operation -> made.put(operation, 0));
        for (var line : Files.readAllLines(home.resolve("lab/ledger.jsonl"))) {
            var entry = json.readTree(line);
            var operation = entry.path("operation").asString("");
            if (entry.path("effect").asString("").equals("vm.created") && made.containsKey(operation)) {
                made.merge(operation, 1, Integer::sum);
            }
        }
        return made;
    }

    private JsonNode get(String path) throws Exception {
        return send(request(path).GET());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports + "/api/v1" + path))
                .header("Authorization", "Bearer " + TOKEN)
                .timeout(Duration.ofSeconds(60));
    }

    private JsonNode send(HttpRequest.Builder request) throws Exception {
        var answer = http.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return json.readTree(answer.body());
    }

    /** With owners and modes, which the database is particular about. */
    private static void copy(Path from, Path to) throws Exception {
        run("cp", "-a", from.toString(), to.toString());
    }

    private static void run(String... command) throws Exception {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
