package dev.moru.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Whatever is done at once, and whatever goes wrong: adding up the ledger's effects gives what exists. */
class LedgerFoldTest {

    private static final int CALLERS = 4;
    private static final int CALLS = 40;
    private static final String TROUBLE = """
            [{"name": "task-fail", "probability": 0.1, "seed": 1},
             {"name": "task-dies", "probability": 0.1, "seed": 2},
             {"name": "task-lost", "probability": 0.1, "seed": 3},
             {"name": "lock-file", "probability": 0.1, "seed": 4},
             {"name": "proxy-596", "method": "POST", "path": "/qemu/", "probability": 0.1, "seed": 5, "after": true}]""";

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void addsUpToWhatExists(long seed) {
        try (var lab = Lab.start(LabOptions.in(directory).withCloneDuration(Duration.ofMillis(20)))) {
            var root = LabClient.root(lab);
            root.raw("PUT", "/lab/faults", TROUBLE);
            var callers = new ArrayList<CompletableFuture<Void>>();
            for (var caller = 0; caller < CALLERS; caller++) {
                var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed * 100 + caller);
                callers.add(CompletableFuture.runAsync(() -> callAtRandom(root, random)));
            }
            callers.forEach(CompletableFuture::join);
            root.raw("DELETE", "/lab/faults");
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> noneRuns(root));

            var state = root.raw("GET", "/lab/state").json();
            assertThat(count(root, "vm.created", "vm.destroyed")).isEqualTo(made(state.path("vms"), vm -> true));
            assertThat(count(root, "vm.started", "vm.stopped"))
                    .isEqualTo(made(
                            state.path("vms"),
                            vm -> vm.path("status").asString().equals("running")));
            assertThat(count(root, "disk.created", "disk.destroyed"))
                    .isEqualTo(made(state.path("disks"), disk -> true));
            assertThat(count(root, "backup.created", "backup.removed"))
                    .isEqualTo(made(state.path("backups"), backup -> true));
        }
    }

    private static void callAtRandom(LabClient root, RandomGenerator random) {
        for (var call = 0; call < CALLS; call++) {
            var vmid = random.nextInt(200, 206);
            var vm = "/nodes/lab1/qemu/" + vmid;
            switch (random.nextInt(10)) {
                case 0, 1 -> root.post("/nodes/lab1/qemu/9000/clone", "newid", String.valueOf(vmid));
                case 2 ->
                    root.post("/nodes/lab1/qemu", "vmid", String.valueOf(vmid), "scsi0", "local-lvm:1", "start", "1");
                case 3 -> root.post(vm + "/status/start");
                case 4 -> root.post(vm + "/status/stop");
                case 5 -> root.delete(vm);
                case 6 -> root.delete(vm + "?purge=1&destroy-unreferenced-disks=1");
                case 7 -> root.post("/nodes/lab1/vzdump", "vmid", String.valueOf(vmid), "prune-backups", "keep-last=2");
                case 8 -> root.put(vm + "/config", "scsi1", "local-lvm:1");
                default -> root.put(vm + "/config", "delete", "scsi1,unused0");
            }
        }
    }

    private static boolean noneRuns(LabClient root) {
        var state = root.raw("GET", "/lab/state").json();
        return state.path("tasks")
                        .valueStream()
                        .noneMatch(task -> task.path("status").asString().equals("running"))
                && state.path("locks").isEmpty();
    }

    private static Map<Integer, Integer> count(LabClient root, String more, String less) {
        var counts = new HashMap<Integer, Integer>();
        root.ledger().forEach(entry -> {
            var effect = entry.path("effect").asString("");
            if (effect.equals(more) || effect.equals(less)) {
                counts.merge(entry.path("vmid").asInt(), effect.equals(more) ? 1 : -1, Integer::sum);
            }
        });
        counts.values().removeIf(count -> count == 0);
        return counts;
    }

    private static Map<Integer, Integer> made(JsonNode things, Predicate<JsonNode> wanted) {
        var counts = new HashMap<Integer, Integer>();
        things.valueStream()
                .filter(thing -> List.of(200, 201, 202, 203, 204, 205)
                        .contains(thing.path("vmid").asInt()))
                .filter(wanted)
                .forEach(thing -> counts.merge(thing.path("vmid").asInt(), 1, Integer::sum));
        return counts;
    }
}
