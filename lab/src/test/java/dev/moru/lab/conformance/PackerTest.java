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
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packer's builders {@code proxmox-clone} and {@code proxmox-iso} take the lab for a Proxmox VE. */
class PackerTest {

    private static Path packer() {
        return Optional.ofNullable(System.getenv("MORU_CACHE"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", "moru"))
                .resolve("packer");
    }

    @Test
    void buildsATemplateOfACloneAndAnotherOfAnIso(@TempDir Path directory) {
        assumeTrue(
                Files.isDirectory(packer().resolve("plugins"))
                        && ClientProcess.succeeds(packer().resolve("packer").toString(), "version"),
                "Packer" + ClientProcess.HOW_TO_GET_IT);
        try (var lab = Lab.start(LabOptions.in(directory).withCloneDuration(Duration.ofMillis(200)))) {
            var root = LabClient.root(lab);
            var secret = root.post("/access/users/root@pam/token/packer", "privsep", "0")
                    .ok()
                    .data()
                    .path("value")
                    .asString();

            var result = ClientProcess.run(
                    List.of(
                            ClientProcess.CLIENTS.resolve("packer/build.sh").toString(),
                            lab.uri() + "/api2/json",
                            secret,
                            packer().toString()),
                    Map.of(),
                    180);

            assertThat(result.exit()).as(result.output()).isZero();
            assertThat(config(root, 4101))
                    .containsEntry("template", "1")
                    .containsEntry("name", "web-template")
                    .containsEntry("description", "by packer");
            assertThat(config(root, 4102))
                    .containsEntry("template", "1")
                    .containsEntry("name", "iso-template")
                    .containsEntry("ide2", "none,media=cdrom")
                    .containsEntry("ide0", "local-lvm:vm-4102-cloudinit,media=cdrom,size=4M");
        }
    }

    private static Map<String, String> config(LabClient root, int vmid) {
        return root.get("/nodes/lab1/qemu/" + vmid + "/config").ok().data().properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, option -> option.getValue().asString()));
    }
}
