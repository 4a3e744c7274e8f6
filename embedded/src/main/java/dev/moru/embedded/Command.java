package dev.moru.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A program that is run to its end. It gets no environment of ours but the path and the locale. */
record Command(List<String> line) {

    private static final Duration LONGEST_RUN = Duration.ofMinutes(2);
    private static final int TIMED_OUT = 124;
    private static final int NOT_INSTALLED = 127;

    record Result(int exitCode, String output) {
        boolean succeeded() {
            return exitCode == 0;
        }
    }

    static Command of(String... line) {
        return new Command(List.of(line));
    }

    ProcessBuilder builder() {
        var builder = new ProcessBuilder(line).redirectErrorStream(true);
        var path = builder.environment().getOrDefault("PATH", "/usr/bin:/bin");
        builder.environment().clear();
        builder.environment().put("PATH", path);
        builder.environment().put("LC_ALL", "C");
        return builder;
    }

    /** A program that is not installed counts as failed, as in a shell. */
    Result run() {
        return run(LONGEST_RUN);
    }

    Result run(Duration atMost) {
        try {
            var process = builder().start();
            process.getOutputStream().close();
            // Read elsewhere: the output of a program that hangs has no end, nor has one that its child has inherited.
            var output = CompletableFuture.supplyAsync(() -> outputOf(process), Command::inBackground)
                    .completeOnTimeout("it has not ended its output", atMost.toMillis(), TimeUnit.MILLISECONDS);
            if (process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                return new Result(process.exitValue(), output.join());
            }
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            return new Result(TIMED_OUT, "it did not end within " + atMost.toSeconds() + " s");
        } catch (IOException e) {
            return new Result(NOT_INSTALLED, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreFailure("Interrupted while running " + line.get(0), e);
        }
    }

    private static String outputOf(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void inBackground(Runnable task) {
        var thread = new Thread(task, "command-output");
        thread.setDaemon(true);
        thread.start();
    }
}
