package dev.moru.lab.guest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Whether this computer can have real guests. */
public final class RealGuests {

    private RealGuests() {}

    /** Skips the test, with what is missing and how to get it. */
    public static void require() {
        try {
            var script = Path.of("src/main/guests/guest").toAbsolutePath().toString();
            var check = new ProcessBuilder(script, "check")
                    .redirectErrorStream(true)
                    .start();
            var missing = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            Assumptions.assumeTrue(missing.isEmpty(), missing);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
