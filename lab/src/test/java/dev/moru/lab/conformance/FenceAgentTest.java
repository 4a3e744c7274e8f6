package dev.moru.lab.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.moru.lab.Lab;
import dev.moru.lab.LabClient;
import dev.moru.lab.LabOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fence_pve} of the fence agents takes the lab for a Proxmox VE. */
class FenceAgentTest {

    @TempDir
    Path directory;

    @Test
    void fencesAVmAndBringsItBack() {
        assumeTrue(ClientProcess.succeeds("fence_pve", "--version"), "fence_pve" + ClientProcess.HOW_TO_GET_IT);
        try (var lab = Lab.start(LabOptions.in(directory).withCloneDuration(Duration.ofMillis(100)))) {
            var root = LabClient.root(lab);
            root.task(root.post("/nodes/lab1/qemu/9000/clone", "newid", "200", "name", "web"));
            root.task(root.post("/nodes/lab1/qemu/200/status/start"));

            assertThat(fence(lab, "status")).contains("Status: ON");
            assertThat(fence(lab, "off")).contains("Success: Powered OFF");
            assertThat(fence(lab, "on")).contains("Success: Powered ON");
            assertThat(fence(lab, "reboot")).contains("Success: Rebooted");

            assertThat(root.effects())
                    .containsSubsequence(
                            "vm.started 200", "vm.stopped 200", "vm.started 200", "vm.stopped 200", "vm.started 200");
        }
    }

    private static String fence(Lab lab, String action) {
        var result = ClientProcess.run(
                List.of(
                        "fence_pve",
                        "--ip=127.0.0.1",
                        "--ipport=" + lab.uri().getPort(),
                        "--username=root@pam",
                        "--password=" + LabOptions.DEFAULT_PASSWORD,
                        "--ssl-insecure",
                        "--pve-node-auto",
                        "--plug=200",
                        "--action=" + action),
                Map.of(),
                60);
        assertThat(result.exit()).as(action + ": " + result.output()).isZero();
        return result.output();
    }
}
