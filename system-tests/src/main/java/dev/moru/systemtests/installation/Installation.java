package dev.moru.systemtests.installation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A launcher in a process of its own, as {@code ./moru up} starts it, that can be killed and started again. */
public final class Installation implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(180);
    private static final Duration STOP = Duration.ofSeconds(60);

    private final Path project;
    private final Path home;
    private final int portBase;
    private final Map<String, String> environment;
    private @Nullable Process process;

    /**
     * @param project the checkout that holds {@code ./moru}
     * @param home the data directory; kept over restarts
     * @param portBase the first of about a dozen ports
     * @param environment further settings of the launcher
     */
    public Installation(Path project, Path home, int portBase, Map<String, String> environment) {
        this.project = project;
        this.home = home;
        this.portBase = portBase;
        this.environment = new HashMap<>(environment);
        this.environment.put("MORU_HOME", home.toString());
        this.environment.put("MORU_PORT_BASE", String.valueOf(portBase));
        this.environment.put("MORU_ADMIN_TOKEN", token());
    }

    public static String token() {
        return "system-tests-0123456789-0123456789-0123456789";
    }

    public URI gateway() {
        return URI.create("http://127.0.0.1:" + portBase);
    }

    public String kafka() {
        return "127.0.0.1:" + (portBase + 10);
    }

    public int postgresPort() {
        return portBase + 11;
    }

    public Path home() {
        return home;
    }

    /** The launcher's own process. */
    public long pid() {
        return running().pid();
    }

    /**
     * Starts the launcher and waits until it takes commands.
     *
     * @return how long that took
     */
    public Duration start() {
        var begin = System.nanoTime();
        try {
            Files.createDirectories(home);
            var builder = new ProcessBuilder(project.resolve("moru").toString(), "up")
                    .directory(project.toFile())
                    .redirectError(ProcessBuilder.Redirect.appendTo(
                            home.resolve("stderr.txt").toFile()));
            builder.environment().putAll(environment);
            process = builder.start();
            awaitReady(running());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private void awaitReady(Process launcher) {
        var ready = CompletableFuture.supplyAsync(() -> readUntilReady(launcher));
        try {
            if (!ready.get(START.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("the launcher ended: " + Files.readString(home.resolve("stderr.txt")));
            }
        } catch (TimeoutException e) {
            launcher.destroyForcibly();
            throw new IllegalStateException("the launcher was not ready in " + START, e);
        } catch (ExecutionException | IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static boolean readUntilReady(Process launcher) {
        try (var lines = new BufferedReader(new InputStreamReader(launcher.getInputStream(), StandardCharsets.UTF_8))) {
            String line;
            while ((line = lines.readLine()) != null) {
                if (line.startsWith("MORU READY ")) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code kill -9} of the launcher; what it had started is left to the next start. */
    public void kill() {
        await(running().destroyForcibly());
    }

    /**
     * Asks the launcher to stop.
     *
     * @return its exit code
     */
    public int stop() {
        running().destroy();
        return await(running());
    }

    private static int await(Process process) {
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("the launcher did not end in " + STOP);
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException("the installation was not started");
        }
        return process;
    }

    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            stop();
        }
    }
}
