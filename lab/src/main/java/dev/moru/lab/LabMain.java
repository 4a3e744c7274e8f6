package dev.moru.lab;

import dev.moru.lab.estate.EstateException;
import dev.moru.lab.guest.GuestFailure;
import dev.moru.lab.guest.GuestKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A lab on its own, configured by the launcher's environment variables and {@code MORU_LAB_PORT}. */
public final class LabMain {

    private LabMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        // Where numbers are written in other digits, these must not get into addresses and commands.
        Locale.setDefault(Locale.ROOT);
        try {
            var lab = Lab.start(options(System.getenv()));
            Runtime.getRuntime().addShutdownHook(new Thread(lab::close, "lab-stop"));
            System.out.println("LAB READY " + lab.uri() + " ca=" + lab.caPem());
            new CountDownLatch(1).await();
        } catch (EstateException | GuestFailure | UncheckedIOException | IllegalArgumentException failure) {
            System.err.println(failure.getMessage());
            System.exit(1);
        }
    }

    static LabOptions options(Map<String, String> environment) {
        var home = Path.of(environment.getOrDefault("MORU_HOME", ".moru"));
        var options = LabOptions.in(home.resolve("lab"))
                .withBindAddress(environment.getOrDefault("MORU_LAB_BIND", "127.0.0.1"))
                .withPort(port(environment))
                .withRootPassword(password(environment))
                .withCloneDuration(latency(environment))
                .withGuests(guests(environment));
        var estate = environment.get("MORU_LAB_ESTATE");
        return estate == null ? options : options.withEstateFile(Path.of(estate));
    }

    private static int port(Map<String, String> environment) {
        var text = environment.getOrDefault("MORU_LAB_PORT", "8092");
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65_535) {
            throw new IllegalArgumentException("MORU_LAB_PORT: '" + text + "' is no port");
        }
        return Integer.parseInt(text);
    }

    private static String password(Map<String, String> environment) {
        var file = environment.get("MORU_LAB_PASSWORD_FILE");
        if (file == null) {
            return environment.getOrDefault("MORU_LAB_PASSWORD", LabOptions.DEFAULT_PASSWORD);
        }
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException missing) {
            throw new IllegalArgumentException("MORU_LAB_PASSWORD_FILE: " + file + " can't be read");
        }
    }

    private static GuestKind guests(Map<String, String> environment) {
        try {
            return GuestKind.named(environment.getOrDefault("MORU_LAB_GUESTS", GuestKind.SIMULATED.label()));
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException("MORU_LAB_GUESTS: " + unknown.getMessage());
        }
    }

    private static Duration latency(Map<String, String> environment) {
        var text = environment.getOrDefault("MORU_LAB_LATENCY", "PT2S");
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException malformed) {
            throw new IllegalArgumentException("MORU_LAB_LATENCY: '" + text + "' is no duration such as PT2S");
        }
    }
}
