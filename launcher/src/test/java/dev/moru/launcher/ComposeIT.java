package dev.moru.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code docker-compose.yml} where a Docker engine and images of the names in it are there. */
class ComposeIT {

    private static final Path RUN = Path.of("../deploy/compose/try/run");

    @Test
    void makesAServerThroughSixServicesInContainers(@TempDir Path directory) throws IOException, InterruptedException {
        var output = directory.resolve("output");
        var process = new ProcessBuilder(RUN.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        } finally {
            // What it has started goes with it.
            process.destroy();
        }
        var said = Files.readString(output).strip();

        assumeFalse(said.startsWith("skipped: "), said);
        assertThat(process.exitValue()).as(said).isZero();
        assertThat(said).contains("everything is healthy", "SUCCEEDED");
    }
}
