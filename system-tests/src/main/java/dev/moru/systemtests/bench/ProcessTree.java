package dev.moru.systemtests.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A process and everything that it started, as Linux accounts for it. */
record ProcessTree(long pid) {

    /** The kernel reports CPU time in ticks of this length on every Linux that Java runs on. */
    private static final double MILLIS_PER_TICK = 10;

    /** CPU time of all its living processes, and of those that they have waited for, milliseconds. */
    double cpuMillis() {
        return all().mapToDouble(ProcessTree::cpuMillis).sum();
    }

    private Stream<ProcessHandle> all() {
        return ProcessHandle.of(pid).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()));
    }

    private static double cpuMillis(ProcessHandle process) {
        try {
            var stat = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "stat"));
            // The second field is the command in parentheses and may hold blanks; utime is field 14, and so on to 17.
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return MILLIS_PER_TICK
                    * Stream.of(fields[11], fields[12], fields[13], fields[14])
                            .mapToLong(Long::parseLong)
                            .sum();
        } catch (IOException e) {
            // It has ended in between; its time is counted at the parent that waited for it.
            return 0;
        }
    }

    /** Resident memory of the process itself, MiB. */
    double residentMiB() throws IOException {
        try (var lines = Files.lines(Path.of("/proc", String.valueOf(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum()
                    / 1024.0;
        }
    }
}
