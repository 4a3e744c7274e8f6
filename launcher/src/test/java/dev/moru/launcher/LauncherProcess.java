package dev.moru.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
                // Numbers are written in other digits there, which must not get into an address.
                "-Duser.language=fa",
                "-Duser.country=IR",
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

    /** The first of thirteen free ports, below those that the system gives to outgoing connections. */
    static int freePortBase() {
        return new SplittableRandom()
                .ints(10_000, 30_000)
                .filter(base -> IntStream.rangeClosed(base, base + 12).allMatch(LauncherProcess::isFree))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    LauncherProcess awaitReady() {
        Awaitility.await()
                .atMost(START_TIMEOUT)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> !process.isAlive() || !out().isEmpty());
        assertThat(process.isAlive()).as(() -> "alive; it said " + err()).isTrue();
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
