package dev.moru.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** A running postmaster. */
record ServerProcess(Process process) {

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

    /** Starts it from a thread that lives as long as it does; see {@link ParentDeath#prefix()}. */
    static ServerProcess start(Command command, Path log, int port) throws IOException {
        var started = new CompletableFuture<Process>();
        var keeper = new Thread(() -> keep(command, log, started), "postgres-" + port);
        keeper.setDaemon(true);
        keeper.start();
        try {
            return new ServerProcess(started.join());
        } catch (CompletionException e) {
            throw new IOException(e.getCause());
        }
    }

    boolean endedWithin(Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreFailure("Interrupted while waiting for PostgreSQL", e);
        }
    }

    void stop(Postmaster.Signal signal) {
        for (var next : List.of(signal, Postmaster.Signal.QUIT, Postmaster.Signal.KILL)) {
            Postmaster.send(next, process.toHandle());
            if (endedWithin(STOP_TIMEOUT)) {
                return;
            }
        }
    }

    private static void keep(Command command, Path log, CompletableFuture<Process> started) {
        try {
            var process = command.builder()
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            started.complete(process);
            process.waitFor();
        } catch (IOException e) {
            started.completeExceptionally(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
