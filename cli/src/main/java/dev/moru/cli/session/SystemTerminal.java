package dev.moru.cli.session;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The terminal of this process, judged stream by stream where the system tells. */
public final class SystemTerminal implements Terminal {

    private static final int DEFAULT_WIDTH = 100;
    private static final File CONTROLLING_TERMINAL = new File("/dev/tty");

    private int width;

    @Override
    public boolean showsOutput() {
        return isTerminal(1);
    }

    @Override
    public boolean showsProgress() {
        return isTerminal(2);
    }

    /** Asked once, of {@code stty}, because the JDK does not know. */
    @Override
    public int width() {
        if (width == 0) {
            width = showsProgress() ? measuredWidth() : DEFAULT_WIDTH;
        }
        return width;
    }

    @Override
    public Optional<String> ask(String question) {
        return Optional.ofNullable(console()).map(console -> console.readLine("%s", question));
    }

    @Override
    public Optional<String> askSecretly(String question) {
        return Optional.ofNullable(console())
                .map(console -> console.readPassword("%s", question))
                .map(String::new);
    }

    private static @Nullable Console console() {
        return isTerminal(0) ? System.console() : null;
    }

    private static boolean isTerminal(int descriptor) {
        var link = Path.of("/proc/self/fd", Integer.toString(descriptor));
        try {
            var target = Files.readSymbolicLink(link).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException noProc) {
            return System.console() != null;
        }
    }

    private static int measuredWidth() {
        try {
            var stty = new ProcessBuilder("stty", "size")
                    .redirectInput(CONTROLLING_TERMINAL)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            stty.waitFor(1, TimeUnit.SECONDS);
            var columns = answer.matches("\\d+ \\d+") ? Integer.parseInt(answer.split(" ")[1]) : 0;
            return columns > 0 ? columns : DEFAULT_WIDTH;
        } catch (IOException noStty) {
            return DEFAULT_WIDTH;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return DEFAULT_WIDTH;
        }
    }
}
