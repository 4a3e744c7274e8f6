package dev.moru.lab.guest.nspawn;

import dev.moru.lab.guest.GuestFailure;
import dev.moru.lab.guest.Guests.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The shell script that is a machine, unpacked beside the machines so that it is there as long as they are. */
final class GuestScript {

    private static final Set<String> INHERITED =
            Set.of("PATH", "HOME", "LANG", "MORU_CACHE", "XDG_CACHE_HOME", "MORU_GUEST_TREE");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path file;
    private final Path scratch;

    private GuestScript(Path file, Path scratch) {
        this.file = file;
        this.scratch = scratch;
    }

    static GuestScript unpackedInto(Path directory) {
        try (var source = GuestScript.class.getResourceAsStream("guest")) {
            // The disks hold host keys and set-uid programs of machines whose root is not this computer's.
            Files.createDirectories(directory);
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            var scratch = Files.createDirectories(directory.resolve("tmp"));
            var fresh = directory.resolve("guest.new");
            Files.copy(Objects.requireNonNull(source), fresh, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
            // Machines of an earlier run go on reading the file that they were started from.
            var file = directory.resolve("guest");
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            return new GuestScript(file.toAbsolutePath(), scratch.toAbsolutePath());
        } catch (IOException failure) {
            throw new UncheckedIOException("the guests' script can't be written: " + failure.getMessage(), failure);
        }
    }

    /** In a session of its own, so that neither the end of the lab nor a signal to its terminal ends the machine. */
    Process startMachine(Path machine) {
        return start(builder(List.of("setsid", file.toString(), "boot", machine.toString()))
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile())));
    }

    /** @throws GuestFailure with what the script said when it did not succeed */
    void run(String... words) {
        var answer = run(PATIENCE, "", List.of(words));
        if (answer.exit() != 0) {
            var said = answer.errors().strip();
            throw new GuestFailure(said.isEmpty() ? words[0] + " exited with " + answer.exit() : said);
        }
    }

    /** @return exit code -1 when the patience was over; the command has been killed then */
    Answer run(Duration patience, String input, List<String> words) {
        try {
            var output = Files.createTempFile(scratch, "out", "");
            var errors = Files.createTempFile(scratch, "err", "");
            try {
                return answer(patience, input, words, output, errors);
            } finally {
                Files.delete(output);
                Files.delete(errors);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure.getMessage(), failure);
        }
    }

    private Answer answer(Duration patience, String input, List<String> words, Path output, Path errors)
            throws IOException {
        var command = new ArrayList<>(List.of(file.toString()));
        command.addAll(words);
        var process = start(builder(command).redirectOutput(output.toFile()).redirectError(errors.toFile()));
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException notRead) {
            // A command need not read what it is given.
        }
        var exit = ended(process, patience) ? process.exitValue() : -1;
        return new Answer(exit, text(output), text(errors));
    }

    /** What is inside a guest may be in any encoding. */
    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    private static boolean ended(Process process, Duration patience) {
        try {
            if (process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return true;
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        return false;
    }

    private static ProcessBuilder builder(List<String> command) {
        var builder = new ProcessBuilder(command);
        var inherited = System.getenv().entrySet().stream()
                .filter(variable -> INHERITED.contains(variable.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        builder.environment().clear();
        builder.environment().putAll(inherited);
        return builder;
    }

    private static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException missing) {
            throw new GuestFailure(String.valueOf(missing.getMessage()));
        }
    }
}
