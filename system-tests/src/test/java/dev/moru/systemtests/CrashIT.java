package dev.moru.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.contracts.Topics;
import dev.moru.systemtests.history.History;
import dev.moru.systemtests.history.HistoryChecker;
import dev.moru.systemtests.history.LabLedger;
import dev.moru.systemtests.history.TopicDump;
import dev.moru.systemtests.installation.ApiClient;
import dev.moru.systemtests.installation.Installation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Kills the whole installation again and again while servers are made, and judges what is left. */
class CrashIT {

    private static final int SERVERS = 200;
    private static final int KILLS = 5;
    private static final long SEED = Long.getLong("moru.seed", System.nanoTime());

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path home;

    private final Set<UUID> accepted = ConcurrentHashMap.newKeySet();

    @Test
    void losesNothingAndDoesNothingTwiceWhileItIsKilled() throws Exception {
        System.out.println("seed " + SEED);
        var project = Path.of(System.getProperty("moru.project", ".."))
                .toAbsolutePath()
                .normalize();
        try (var installation =
                new Installation(project, home, Ports.freeBase(), Map.of("MORU_LAB_LATENCY", "PT0.3S"))) {
            installation.start();
            var client = new ApiClient(installation.gateway(), Installation.token());
            var clients = createServers(client);
            killAgainAndAgain(installation);
            assertThat(clients.awaitTermination(5, TimeUnit.MINUTES)).isTrue();
            assertThat(accepted).hasSize(SERVERS);

            var states = new ArrayList<String>();
            for (var operation : accepted) {
                states.add(client.awaitEnd(operation, Duration.ofMinutes(5))
                        .path("state")
                        .asString());
            }
            assertThat(states).hasSize(SERVERS).containsOnly("SUCCEEDED");
            assertThat(HistoryChecker.check(history(installation))).isEmpty();
        }
    }

    private ExecutorService createServers(ApiClient client) {
        var clients = Executors.newFixedThreadPool(8);
        for (int i = 0; i < SERVERS; i++) {
            var name = "crash-" + i;
            clients.execute(() -> {
                var answer = client.write(
                        "POST", "/api/v1/projects/default/servers", Map.of("name", name, "image", "debian-12"));
                assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
                accepted.add(answer.operationId());
            });
        }
        clients.shutdown();
        return clients;
    }

    private void killAgainAndAgain(Installation installation) throws InterruptedException {
        var random = new Random(SEED);
        for (int kill = 0; kill < KILLS; kill++) {
            TimeUnit.MILLISECONDS.sleep(500 + random.nextInt(4_000));
            installation.kill();
            installation.start();
        }
    }

    private History history(Installation installation) {
        var topics = List.of(Topics.PROVISIONING_COMMANDS, Topics.PROVISIONING_EVENTS);
        var ledger = LabLedger.read(home.resolve("lab/ledger.jsonl"));
        return new History(accepted, TopicDump.read(installation.kafka(), topics), ledger, foreignGuests());
    }

    /** Guests of the default estate stand below the range in which Moru makes its own. */
    private static Set<Integer> foreignGuests() {
        var ids = new HashSet<Integer>();
        for (int id = 100; id < 1000; id++) {
            ids.add(id);
        }
        return ids;
    }
}
