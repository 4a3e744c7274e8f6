package dev.moru.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A backup is taken, brought back and tried through the public API; what really happened the cluster's own ledger says. */
class BackupsIT {

    private static final String TOKEN = "a-token-of-the-test-of-backups-0123456789";
    private static final String SERVERS = "projects/default/servers";
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path home;

    @Test
    void bringsAServerBackOverItselfAndBesideItAndTriesTheBackup() throws Exception {
        int ports = LauncherProcess.freePortBase();
        var environment = Map.of("MORU_ADMIN_TOKEN", TOKEN, "MORU_LAB_LATENCY", "PT0.2S");
        try (var launcher = LauncherProcess.start(home, ports, environment).awaitReady()) {
            assertThat(launcher.out()).hasSize(1);
            var gateway = new GatewayApi(ports, TOKEN);
            finished(gateway.post(
                    SERVERS + "?wait=300s", Map.of("name", "web-01", "image", "debian-12", "preset", "small")));
            var before = gateway.get(SERVERS + "/web-01");
            finished(gateway.post(SERVERS + "/web-01/backups?wait=300s", Map.of()));
            // What its owner tells of a backup comes on a topic of its own.
            var backup = await().until(
                            () -> gateway.get(SERVERS + "/web-01/backups?filter=state=AVAILABLE")
                                    .at("/items/0/id"),
                            id -> !id.isMissingNode());
            var backups = "backups/" + backup.asString();
            finished(gateway.patch(SERVERS + "/web-01?wait=300s", Map.of("cores", 4, "apply", "restart")));

            var over =
                    finished(gateway.post(backups + ":restore?wait=300s", Map.of("target", "inPlace", "start", true)));
            var beside = finished(gateway.post(
                    backups + ":restore?wait=300s", Map.of("target", "new", "name", "web-02", "start", true)));
            var trial = finished(gateway.post(backups + ":verify?wait=300s", Map.of()));

            var restored = gateway.get(SERVERS + "/web-01");
            assertThat(restored.at("/spec/cores")).isEqualTo(before.at("/spec/cores"));
            assertThat(restored.at("/status/power").asString()).isEqualTo("running");
            assertThat(restored.at("/status/vmId")).isEqualTo(before.at("/status/vmId"));
            var copy = gateway.get(SERVERS + "/web-02");
            assertThat(copy.at("/status/phase").asString()).isEqualTo("READY");
            assertThat(copy.at("/status/addresses/0/address")).isNotEqualTo(before.at("/status/addresses/0/address"));
            var verification = await().until(() -> gateway.get(backups).path("verification"), JsonNode::isObject);
            assertThat(verification.path("passed").asBoolean())
                    .as(verification.toString())
                    .isTrue();
            assertThat(verification.path("operation")).isEqualTo(trial.path("id"));

            assertThat(made(over)).containsExactly(before.at("/status/vmId").asInt());
            assertThat(made(beside)).containsExactly(copy.at("/status/vmId").asInt());
            assertThat(made(trial))
                    .hasSize(1)
                    .isEqualTo(effects("vm.destroyed", trial))
                    .doesNotContain(
                            before.at("/status/vmId").asInt(),
                            copy.at("/status/vmId").asInt());
        }
    }

    private static JsonNode finished(JsonNode operation) {
        assertThat(operation.path("state").asString()).as(operation.toString()).isEqualTo("SUCCEEDED");
        return operation;
    }

    private List<Integer> made(JsonNode operation) throws IOException {
        return effects("vm.created", operation);
    }

    /** The ids of the machines to which an operation did something. */
    private List<Integer> effects(String effect, JsonNode operation) throws IOException {
        var machines = new ArrayList<Integer>();
        for (var line : Files.readAllLines(home.resolve("lab/ledger.jsonl"))) {
            var entry = JSON.readTree(line);
            if (entry.path("effect").asString("").equals(effect)
                    && entry.path("operation").equals(operation.path("id"))) {
                machines.add(entry.path("vmid").asInt());
            }
        }
        return machines;
    }
}
