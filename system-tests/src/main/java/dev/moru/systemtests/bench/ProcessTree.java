package dev.moru.systemtests.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A process and everything that it started, as Linux accounts for it. */
record ProcessTree(long pid) {

    /** The kernel reports CPU time in ticks of this length on every Linux that Java runs on. */
    private static final double MILLIS_PER_TICK = 10;

    /**
     * CPU time, milliseconds.
     *
     * @param root of the process itself, which is the JVM with Kafka and all services
     * @param compilers of the JVM's compilers; a part of {@code root}
     * @param others of all processes that it started, which is PostgreSQL
     */
    record Cpu(double root, double compilers, double others) {

        double all() {
            return root + others;
        }

        Cpu since(Cpu earlier) {
            return new Cpu(root - earlier.root, compilers - earlier.compilers, others - earlier.others);
        }
    }

    /** CPU time of all its living processes, and of those that they have waited for. */
    Cpu cpu() {
        var others = ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .mapToDouble(process -> stat(processFolder(process.pid())).millisWithChildren())
                .sum();
        return new Cpu(stat(processFolder(pid)).millis(), compilers(), others);
    }

    private double compilers() {
        try (var threads = Files.list(processFolder(pid).resolve("task"))) {
            return threads.map(ProcessTree::stat)
                    .filter(Stat::isCompiler)
                    .mapToDouble(Stat::millis)
                    .sum();
        } catch (IOException e) {
            return 0;
        }
    }

    private static Path processFolder(long pid) {
        return Path.of("/proc", String.valueOf(pid));
    }

    private static Stat stat(Path folder) {
        try {
            var text = Files.readString(folder.resolve("stat"));
            // The second field is the command in parentheses and may hold blanks; utime is field 14, and so on to 17.
            var fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
            return new Stat(
                    text.substring(text.indexOf('(') + 1, text.lastIndexOf(')')),
                    Stream.of(fields[11], fields[12], fields[13], fields[14])
                            .mapToLong(Long::parseLong)
                            .toArray());
        } catch (IOException e) {
            // It has ended in between; its time is counted at the parent that waited for it.
            return new Stat("", new long[4]);
        }
    }

    private record Stat(String name, long[] ticks) {

        boolean isCompiler() {
            return name.startsWith("C1 Compiler") || name.startsWith("C2 Compiler");
        }

        double millis() {
            return MILLIS_PER_TICK * (ticks[0] + ticks[1]);
        }

        double millisWithChildren() {
            return millis() + MILLIS_PER_TICK * (ticks[2] + ticks[3]);
        }
    }

    /** Resident memory of the process itself, MiB. */
    double residentMiB() throws IOException {
        try (var lines = Files.lines(processFolder(pid).resolve("status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum()
                    / 1024.0;
        }
    }
}
