package dev.moru.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The launcher as its user runs it: a process with an environment, two streams and an exit code. */
final class LauncherProcess implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(180);

    private final Process process;
    private final Path out;
    private final Path err;

    private LauncherProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    static LauncherProcess start(Path home, int portBase, Map<String, String> environment) throws IOException {
        Files.createDirectories(home);
        var out = Files.createTempFile(home, "process", ".out");
        var err = Files.createTempFile(home, "process", ".err");
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                LauncherMain.class.getName());
        builder.environment().keySet().removeIf(name -> name.startsWith("MORU_"));
        builder.environment().put("MORU_HOME", home.toString());
        builder.environment().put("MORU_PORT_BASE", String.valueOf(portBase));
        builder.environment().putAll(environment);
        var process =
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        return new LauncherProcess(process, out, err);
    }

    /** The first of thirteen ports, the first and last of which are free now. */
    static int freePortBase() throws IOException {
        while (true) {
            try (var first = new ServerSocket(0);
                    var last = new ServerSocket(first.getLocalPort() + 12)) {
                return first.getLocalPort();
            } catch (IOException | IllegalArgumentException e) {
                // The one above is taken, or there is none.
            }
        }
    }

    LauncherProcess awaitReady() {
        Awaitility.await()
                .atMost(START_TIMEOUT)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> {
                    assertThat(process.isAlive())
                            .as(() -> "alive; it said " + err())
                            .isTrue();
                    assertThat(out()).isNotEmpty();
                });
        return this;
    }

    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(START_TIMEOUT.toSeconds(), TimeUnit.SECONDS))
                .as("ended")
                .isTrue();
        return process.exitValue();
    }

    void terminate() {
        process.destroy();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    List<String> out() {
        return lines(out);
    }

    List<String> err() {
        return lines(err);
    }

    @Override
    public void close() throws InterruptedException {
        if (process.isAlive()) {
            process.destroy();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
