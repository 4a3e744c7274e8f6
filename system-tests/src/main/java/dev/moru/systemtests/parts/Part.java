package dev.moru.systemtests.parts;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One process of the installation. Its output goes to a file of its name. */
public final class Part implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(4);
    private static final Duration REVIVAL = Duration.ofMinutes(5);
    private static final Duration STOP = Duration.ofSeconds(45);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final int LAST_BYTES = 4096;

    private final String name;
    private final Function<List<String>, List<String>> command;
    private final Map<String, String> environment;
    private final Path log;
    private final BooleanSupplier ready;
    private @Nullable Process process;

    /**
     * @param command makes the command line with further options of the JVM
     * @param environment all that it sees, beside the path
     * @param log where its output is appended
     * @param ready whether it can be used now
     */
    Part(
            String name,
            Function<List<String>, List<String>> command,
            Map<String, String> environment,
            Path log,
            BooleanSupplier ready) {
        this.name = name;
        this.command = command;
        this.environment = Map.copyOf(environment);
        this.log = log;
        this.ready = ready;
    }

    public String name() {
        return name;
    }

    /** Of which service it is a replica. */
    public String service() {
        return name.replaceFirst("-\\d+$", "");
    }

    /** Where a service listens. */
    URI url() {
        return URI.create("http://127.0.0.1:" + environment.get("SERVER_PORT"));
    }

    /** Starts the process and returns at once. */
    public synchronized void launch(String... options) {
        try {
            Files.createDirectories(log.getParent());
            var builder = new ProcessBuilder(command.apply(List.of(options)))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().keySet().retainAll(List.of("PATH", "HOME", "LANG", "TMPDIR"));
            builder.environment().putAll(environment);
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the process, and returns when it can be used. */
    public void start(String... options) {
        launch(options);
        awaitReady();
    }

    /** As a supervisor does: starts it again and again until it stays up, because what it needs may be away as well. */
    public void revive() {
        var deadline = System.nanoTime() + REVIVAL.toNanos();
        launch();
        while (!ready.getAsBoolean()) {
            if (endedWithin(POLL)) {
                launch();
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("%s did not come back in %s; see %s".formatted(name, REVIVAL, log));
            }
        }
    }

    public void awaitReady() {
        var deadline = System.nanoTime() + START.toNanos();
        while (!ready.getAsBoolean()) {
            if (endedWithin(POLL)) {
                throw new IllegalStateException("%s ended with %d; see %s".formatted(name, exitCode(), log));
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("%s was not ready in %s; see %s".formatted(name, START, log));
            }
        }
    }

    public synchronized boolean isAlive() {
        return process != null && process.isAlive();
    }

    public long pid() {
        return running().pid();
    }

    public int exitCode() {
        return running().exitValue();
    }

    /** As {@code kill -9}; also a frozen process dies. */
    public void kill() {
        running().destroyForcibly();
        endedWithin(STOP);
    }

    /** Nothing of it runs any more, until it is thawed; its connections stay open. */
    public void freeze() {
        signal("STOP");
    }

    public void thaw() {
        signal("CONT");
    }

    /** Asks it to stop, and kills it when it does not. */
    public void stop() {
        running().destroy();
        if (!endedWithin(STOP)) {
            kill();
        }
    }

    /** Whether the process ends in this time. */
    public boolean endedWithin(Duration time) {
        try {
            return running().waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Whether the process ends before it is up, or in this time after that. */
    public boolean hasEnded(Duration afterItIsUp) {
        var deadline = System.nanoTime() + REVIVAL.toNanos();
        while (!ready.getAsBoolean() && System.nanoTime() < deadline) {
            if (endedWithin(POLL)) {
                return true;
            }
        }
        return endedWithin(afterItIsUp);
    }

    /** What stands last in its output behind these words, if it is near the end. */
    public Optional<String> lastWord(String words) {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(Math.max(0, file.length() - LAST_BYTES));
            var tail = new byte[(int) (file.length() - file.getFilePointer())];
            file.readFully(tail);
            return new String(tail, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(words))
                    .reduce((former, last) -> last)
                    .map(line -> line.substring(words.length()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void signal(String signal) {
        try {
            var kill = new ProcessBuilder("kill", "-" + signal, String.valueOf(pid())).start();
            if (kill.waitFor() != 0) {
                throw new IllegalStateException("%s can't be sent %s".formatted(name, signal));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private synchronized Process running() {
        if (process == null) {
            throw new IllegalStateException(name + " was not started");
        }
        return process;
    }

    /** Ends it in any way, also when it is frozen. */
    @Override
    public void close() {
        if (isAlive()) {
            kill();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
