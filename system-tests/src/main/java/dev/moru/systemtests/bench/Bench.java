package dev.moru.systemtests.bench;

import dev.moru.systemtests.installation.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Measures a whole installation, prints each figure beside its floor, met or not, and writes them to
 * {@code docs/benchmarks.md}.
 *
 * <p>Machines differ and are noisy, so a figure is a ratio inside one run: what Moru does, and what the same PostgreSQL and
 * the same Kafka can do at best, in turn, several times; medians are printed. A run whose history is not flawless has no
 * figures.
 */
public final class Bench {

    private static final String COLD_START = "B12";
    private static final String GROWTH = "B13";

    /** So many that commands for the same one seldom meet. */
    private static final int SERVERS = 400;

    /** Needs root and what real guests need, so it runs where it is named. */
    private static final String REAL_HOSTS = "B14";

    /** The time of a compiler thread that has ended could not be told from that of the program. */
    private static final String COUNTED_COMPILERS = "-XX:-UseDynamicNumberOfCompilerThreads";

    private static final Map<String, Benchmark> WARM = new LinkedHashMap<>();

    static {
        WARM.put("B1", new AcceptRate());
        WARM.put("B2", new AcceptLatency());
        WARM.put("B3", new CpuPerOperation());
        WARM.put("B4", new IdleLatency());
        WARM.put("B7", new Drain());
        WARM.put("B15", new Overload());
        WARM.put("B8", new Rebuild());
        WARM.put("B11", new ResidentMemory());
    }

    private final Path project;
    private final Set<String> wanted;
    private final Report report;

    private Bench(Path project, Set<String> wanted) {
        this.project = project;
        this.wanted = wanted;
        this.report = new Report(project.resolve("docs/benchmarks.md"), System.getProperty("moru.commit", "unknown"));
    }

    /** @param arguments names of benchmarks; none: all of them */
    public static void main(String... arguments) throws Exception {
        var names = arguments.length == 0 ? all() : Set.of(arguments);
        if (!names.equals(Set.of(REAL_HOSTS)) && !all().containsAll(names)) {
            System.err.println("There are " + all() + ", and B14 by itself; B6 is measured with B3.");
            System.exit(2);
        }
        var home = Files.createTempDirectory("moru-bench");
        try {
            new Bench(Path.of(System.getProperty("moru.project", ".")).toAbsolutePath(), names).run(home);
        } finally {
            delete(home);
        }
    }

    private static Set<String> all() {
        var names = new TreeSet<>(WARM.keySet());
        names.add(COLD_START);
        names.add(GROWTH);
        return names;
    }

    private void run(Path home) throws Exception {
        if (wanted.contains(COLD_START)) {
            report.add(new ColdStart(project, home.resolve("cold")).measure(), "");
        }
        if (wanted.contains(REAL_HOSTS)) {
            report.add(new BulkConfigure(project, home.resolve("real")).measure(), "");
        }
        if (wanted.stream().anyMatch(WARM::containsKey)) {
            try (var installation = start(home.resolve("warm"), 24_000)) {
                measureWarm(installation);
            }
        }
        if (wanted.contains(GROWTH)) {
            try (var few = start(home.resolve("few"), 24_200);
                    var many = start(home.resolve("many"), 24_300)) {
                measureGrowth(few, many);
            }
        }
        report.write();
    }

    private Installation start(Path home, int portBase) {
        var environment = Map.of("MORU_NOOP_SITE", "1", "MORU_JAVA_OPTIONS", COUNTED_COMPILERS);
        var installation = new Installation(project, home, portBase, environment);
        installation.start();
        return installation;
    }

    private void measureGrowth(Installation few, Installation many) throws Exception {
        try (var small = Subject.prepare(few, Growth.FEW);
                var large = Subject.prepare(many, Growth.MANY)) {
            for (var figure : new Growth(small, large).measure()) {
                report.add(figure, "");
            }
            judge(small);
            judge(large);
        }
    }

    private static void judge(Subject subject) {
        var violations = subject.violations();
        if (!violations.isEmpty()) {
            throw new IllegalStateException("these figures are void: " + violations);
        }
    }

    private void measureWarm(Installation installation) throws Exception {
        try (var subject = Subject.prepare(installation, SERVERS)) {
            var tree = new ProcessTree(installation.pid());
            for (var benchmark : WARM.entrySet()) {
                if (wanted.contains(benchmark.getKey())) {
                    var busy = new BusyOthers(tree);
                    var figures = benchmark.getValue().measure(subject);
                    for (var figure : figures) {
                        report.add(figure, busy.share());
                    }
                }
            }
            judge(subject);
        }
    }

    private static void delete(Path folder) throws IOException {
        var files = new ArrayList<Path>();
        try (var found = Files.walk(folder)) {
            found.sorted(Comparator.reverseOrder()).forEach(files::add);
        }
        for (var file : files) {
            Files.deleteIfExists(file);
        }
    }

    /** One benchmark. */
    interface Benchmark {
        List<Figure> measure(Subject subject) throws Exception;
    }

    /** How much of the machine went to what has nothing to do with the measurement. */
    private static final class BusyOthers {

        private final ProcessTree tree;
        private final long begin = System.nanoTime();
        private final double before;

        BusyOthers(ProcessTree tree) throws IOException {
            this.tree = tree;
            this.before = others();
        }

        private double others() throws IOException {
            return Machine.busyMillis() - Machine.ownMillis() - tree.cpu().all();
        }

        String share() throws IOException {
            var millis = (System.nanoTime() - begin) / 1e6;
            return Machine.percent(Math.max(0, others() - before) / (millis * Machine.cpus()));
        }
    }
}
