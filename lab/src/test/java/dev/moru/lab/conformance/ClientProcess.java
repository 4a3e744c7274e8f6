package dev.moru.lab.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a client of another world. */
final class ClientProcess {

    static final Path CLIENTS = Path.of("src/test/clients").toAbsolutePath();
    static final String HOW_TO_GET_IT = " is not installed: run lab/src/test/clients/install.sh";

    private ClientProcess() {}

    record Result(int exit, String output) {}

    static boolean succeeds(String... command) {
        try {
            return run(List.of(command), Map.of(), 30).exit() == 0;
        } catch (UncheckedIOException notThere) {
            return false;
        }
    }

    static Result run(List<String> command, Map<String, String> environment, long seconds) {
        try {
            var output = Files.createTempFile("client", ".log");
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            var process = builder.start();
            var ended = process.waitFor(seconds, TimeUnit.SECONDS);
            process.destroyForcibly();
            var text = Files.readString(output);
            Files.delete(output);
            return new Result(ended ? process.exitValue() : -1, text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
