package dev.moru.systemtests.chaos;

import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says when something happens, counted from the start, and how long each stage of a run has taken. */
final class Stages {

    private final PrintStream out;
    private final long start = System.nanoTime();
    private final Map<String, Duration> lengths = new LinkedHashMap<>();
    private @Nullable String stage;
    private long since = start;

    Stages(PrintStream out) {
        this.out = out;
    }

    /** The stage before is over. */
    void begin(String next) {
        end();
        stage = next;
        say("%s", next);
    }

    void end() {
        var now = System.nanoTime();
        if (stage != null) {
            lengths.put(stage, Duration.ofNanos(now - since));
        }
        stage = null;
        since = now;
    }

    void say(String what, Object... arguments) {
        out.printf("%7.1f s  %s%n", (System.nanoTime() - start) / 1e9, what.formatted(arguments));
    }

    @Override
    public String toString() {
        return lengths.entrySet().stream()
                .map(stage ->
                        "%s %d s".formatted(stage.getKey(), stage.getValue().toSeconds()))
                .collect(Collectors.joining(", "));
    }
}
