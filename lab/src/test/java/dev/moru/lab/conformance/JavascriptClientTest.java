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

/** {@code @corsinvest/cv4pve-api-javascript} takes the lab for a Proxmox VE. */
class JavascriptClientTest {

    private static Path modules() {
        var cache = Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
        return cache.resolve("moru/npm/node_modules");
    }

    @Test
    void livesThroughAWholeScript(@TempDir Path directory) {
        assumeTrue(
                Files.isDirectory(modules().resolve("@corsinvest/cv4pve-api-javascript"))
                        && ClientProcess.succeeds("node", "--version"),
                "@corsinvest/cv4pve-api-javascript" + ClientProcess.HOW_TO_GET_IT);
        try (var lab = Lab.start(LabOptions.in(directory).withCloneDuration(Duration.ofMillis(200)))) {
            var result = ClientProcess.run(
                    List.of(
                            "node",
                            ClientProcess.CLIENTS.resolve("life.js").toString(),
                            "127.0.0.1",
                            String.valueOf(lab.uri().getPort()),
                            LabOptions.DEFAULT_PASSWORD),
                    Map.of("NODE_PATH", modules().toString()),
                    60);

            assertThat(result.exit()).as(result.output()).isZero();
            assertThat(LabClient.root(lab).effects())
                    .startsWith("vm.created 501")
                    .endsWith("vm.destroyed 501");
        }
    }
}
