package dev.moru.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program that others wrote, as it is installed on this machine. */
final class Tool implements AutoCloseable {

    private final Process process;

    private Tool(Process process) {
        this.process = process;
    }

    static Tool start(Path directory, String program, List<String> arguments) throws IOException {
        var command = Stream.concat(Stream.of(program), arguments.stream()).toList();
        var process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(program + ".log").toFile())
                .start();
        return new Tool(process);
    }

    static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(path -> Path.of(path, program).toFile().canExecute());
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }
}
