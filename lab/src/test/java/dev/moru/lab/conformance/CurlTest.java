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

/** A person with {@code curl} takes the lab for a Proxmox VE. */
class CurlTest {

    @Test
    void livesThroughAWholeSession(@TempDir Path directory) {
        assumeTrue(ClientProcess.succeeds("curl", "--version"), "curl" + ClientProcess.HOW_TO_GET_IT);
        try (var lab = Lab.start(LabOptions.in(directory).withCloneDuration(Duration.ofMillis(100)))) {
            var result = ClientProcess.run(
                    List.of(
                            ClientProcess.CLIENTS.resolve("session.sh").toString(),
                            String.valueOf(lab.uri().getPort()),
                            lab.caPem().toString(),
                            LabOptions.DEFAULT_PASSWORD),
                    Map.of(),
                    60);

            assertThat(result.exit()).as(result.output()).isZero();
            assertThat(LabClient.root(lab).effects())
                    .contains("backup.created 601", "vm.created 602", "vm.destroyed 602", "backup.removed 601")
                    .endsWith("vm.destroyed 601");
        }
    }
}
