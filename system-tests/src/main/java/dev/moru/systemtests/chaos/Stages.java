package dev.moru.systemtests.chaos;

import java.io.PrintStream;
import java.time.Duration;

/** Prints what begins, and how long the stage before took. */
final class Stages {

    private final PrintStream out;
    private final long begin = System.nanoTime();

    Stages(PrintStream out) {
        this.out = out;
    }

    void begin(String stage, Object... arguments) {
        out.printf("%7.1f s  %s%n", seconds(), stage.formatted(arguments));
    }

    private double seconds() {
        return Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0;
    }
}
