package dev.moru.systemtests.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** Where it was measured, and how busy others kept it meanwhile. */
final class Machine {

    private static final double MILLIS_PER_TICK = 10;

    private Machine() {}

    static String description() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            var model = lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
            return "%d × %s, %s, Java %s"
                    .formatted(cpus(), model, System.getProperty("os.name"), System.getProperty("java.version"));
        }
    }

    static int cpus() {
        return Runtime.getRuntime().availableProcessors();
    }

    /** CPU time that all processes together have had, milliseconds. */
    static double busyMillis() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/stat"))) {
            var fields = lines.findFirst().orElseThrow().split(" +");
            // user, nice, system, (idle, iowait,) irq, softirq, steal
            return MILLIS_PER_TICK
                    * Stream.of(fields[1], fields[2], fields[3], fields[6], fields[7], fields[8])
                            .mapToDouble(Double::parseDouble)
                            .sum();
        }
    }

    /** CPU time of this process, milliseconds. */
    static double ownMillis() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(duration -> (double) duration.toMillis())
                .orElse(0.0);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
