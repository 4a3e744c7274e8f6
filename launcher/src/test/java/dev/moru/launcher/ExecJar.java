package dev.moru.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A service as its operator runs it: the jar that the build makes for that, told by its environment alone. */
final class ExecJar implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(180);
    private static final Duration STOP = Duration.ofSeconds(30);
    private static final int OK = 200;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final Path out;
    private final Path err;
    private final URI url;

    private ExecJar(Process process, Path out, Path err, URI url) {
        this.process = process;
        this.out = out;
        this.err = err;
        this.url = url;
    }

    /**
     * Returns at once.
     *
     * @param service as in {@code <service>-service/target/*-exec.jar}
     * @param directory takes what it says
     */
    static ExecJar start(String service, int port, Path directory, Map<String, String> environment) throws IOException {
        var out = Files.createTempFile(directory, service, ".out");
        var err = Files.createTempFile(directory, service, ".err");
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                // Numbers are written in other digits there, which must not get into an address.
                "-Duser.language=fa",
                "-Duser.country=IR",
                "-Xmx192m",
                "-jar",
                jar(service).toString());
        builder.environment().keySet().retainAll(Set.of("PATH", "LANG", "TMPDIR"));
        builder.environment().put("SERVER_PORT", String.valueOf(port));
        builder.environment().putAll(environment);
        var process =
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        return new ExecJar(process, out, err, URI.create("http://127.0.0.1:" + port));
    }

    private static Path jar(String service) throws IOException {
        var folder = Path.of("..", service + "-service", "target");
        try (var jars = Files.newDirectoryStream(folder, "*-exec.jar")) {
            var found = jars.iterator();
            assertThat(found).as("packaged in %s", folder).hasNext();
            return found.next().toAbsolutePath();
        }
    }

    URI url() {
        return url;
    }

    ExecJar awaitReady() {
        Awaitility.await()
                .atMost(START)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> !process.isAlive() || isReady());
        assertThat(process.isAlive()).as(() -> "alive; it said " + err()).isTrue();
        return this;
    }

    private boolean isReady() {
        var request = HttpRequest.newBuilder(url.resolve("/actuator/health/readiness"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(START.toSeconds(), TimeUnit.SECONDS))
                .as("ended")
                .isTrue();
        return process.exitValue();
    }

    List<String> out() {
        return lines(out);
    }

    List<String> err() {
        return lines(err);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
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
