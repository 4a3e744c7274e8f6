package dev.moru.systemtests.bench;

import dev.moru.systemtests.installation.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Measures a whole installation and prints each figure beside its floor, met or not.
 *
 * <p>Machines differ and are noisy, so a figure is a ratio inside one run: what Moru does, and what the same PostgreSQL and
 * the same Kafka can do at best, in turn, several times; medians are printed.
 */
public final class Bench {

    private static final Map<String, Benchmark> ALL = new LinkedHashMap<>();

    static {
        ALL.put("B1", new AcceptRate());
        ALL.put("B3", new CpuPerOperation());
        ALL.put("B4", new IdleLatency());
        ALL.put("B11", new ResidentMemory());
    }

    private Bench() {}

    /** @param arguments names of benchmarks; none: all of them */
    public static void main(String... arguments) throws Exception {
        var wanted = arguments.length == 0 ? Set.of("B1", "B3", "B4", "B11", "B12") : Set.of(arguments);
        var project = Path.of(System.getProperty("moru.project", ".")).toAbsolutePath();
        System.out.println("| benchmark | goal | measured | floor, and what else was seen | |");
        System.out.println("| --- | --- | --- | --- | --- |");
        var home = Files.createTempDirectory("moru-bench");
        try {
            if (wanted.contains("B12")) {
                print(new ColdStart(project, home.resolve("cold")).measure());
            }
            try (var installation =
                    new Installation(project, home.resolve("warm"), 24_000, Map.of("MORU_NOOP_SITE", "1"))) {
                installation.start();
                try (var subject = Subject.prepare(installation)) {
                    for (var benchmark : ALL.entrySet()) {
                        if (wanted.contains(benchmark.getKey())) {
                            benchmark.getValue().measure(subject).forEach(Bench::print);
                        }
                    }
                }
            }
        } finally {
            delete(home);
        }
    }

    private static void print(Figure figure) {
        System.out.println(figure.toRow());
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** One benchmark. */
    interface Benchmark {
        List<Figure> measure(Subject subject) throws Exception;
    }
}
