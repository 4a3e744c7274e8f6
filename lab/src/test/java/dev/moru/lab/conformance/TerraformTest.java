package dev.moru.lab.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.moru.lab.Lab;
import dev.moru.lab.LabClient;
import dev.moru.lab.LabOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Terraform's provider {@code bpg/proxmox} takes the lab for a Proxmox VE. */
class TerraformTest {

    private static Path providers() {
        return Optional.ofNullable(System.getenv("MORU_CACHE"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", "moru"))
                .resolve("terraform");
    }

    @Test
    void createsChangesAndDestroysWithNothingLeftToPlanInBetween(@TempDir Path directory) {
        assumeTrue(
                Files.isDirectory(providers().resolve("registry.terraform.io/bpg/proxmox"))
                        && ClientProcess.succeeds("terraform", "version"),
                "Terraform with bpg/proxmox" + ClientProcess.HOW_TO_GET_IT);
        try (var lab = Lab.start(LabOptions.in(directory).withCloneDuration(Duration.ofMillis(200)))) {
            var root = LabClient.root(lab);
            var secret = root.post("/access/users/root@pam/token/terraform", "privsep", "0")
                    .ok()
                    .data()
                    .path("value")
                    .asString();

            var result = ClientProcess.run(
                    List.of(
                            ClientProcess.CLIENTS.resolve("terraform/life.sh").toString(),
                            lab.uri() + "/",
                            "root@pam!terraform=" + secret,
                            providers().toString()),
                    Map.of(),
                    180);

            assertThat(result.exit()).as(result.output()).isZero();
            assertThat(root.effects())
                    .startsWith("vm.created 4001")
                    .contains("vm.started 4001")
                    .endsWith("vm.destroyed 4001");
        }
    }
}
