package dev.moru.systemtests.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * B3 and B6: CPU time of all processes for one operation, from the request to its fold; under sustained load, and at a rate
 * at which little can be done together.
 */
final class CpuPerOperation implements Bench.Benchmark {

    private static final int ROUNDS = 7;
    private static final int CONNECTIONS = 32;
    private static final int OPERATIONS = 1_000;
    private static final int CREATES = 200;
    private static final int PER_SECOND = 250;

    @Override
    public List<Figure> measure(Subject subject) throws Exception {
        var tree = new ProcessTree(subject.installation().pid());
        var floors = new Floors(subject);
        var sustained = new Costs();
        var steady = new Costs();
        var creates = new Costs();
        var commits = new Costs();
        subject.awaitIdle();
        for (int round = 0; round < ROUNDS; round++) {
            sustained.measure(tree, () -> sendAll(subject));
            steady.measure(tree, () -> sendAtASteadyRate(subject));
            var prefix = "cpu-" + round + "-";
            creates.measure(tree, () -> create(subject, prefix));
            commits.measure(tree, () -> (int) floors.commitsPerSecond(CONNECTIONS, Duration.ofSeconds(1)));
        }
        var floor = "%.3f ms a single-row commit".formatted(commits.median());
        var ratio = creates.median() / sustained.median();
        var perCore = 1_000 / sustained.median();
        return List.of(
                sustained.figure("B3 CPU per reboot, 32 connections", floor),
                steady.figure("B3 CPU per reboot, 250/s", floor),
                new Figure(
                        "B3 CPU per create, 32 connections",
                        "≤ 5 × a reboot",
                        "%.2f ms = %.1f ×".formatted(creates.median(), ratio),
                        floor,
                        creates.spread(),
                        ratio <= 5),
                new Figure(
                        "B6 operations/s per core, sustained",
                        "≥ 1,200",
                        "%.0f".formatted(perCore),
                        "by CPU time, all processes",
                        "",
                        perCore >= 1_200));
    }

    private interface Load {

        /** @return how many operations it was */
        int run() throws Exception;
    }

    /** What several rounds of the same load have cost. */
    private static final class Costs {

        private final List<Double> all = new ArrayList<>();
        private final List<Double> compilers = new ArrayList<>();
        private final List<Double> postgres = new ArrayList<>();

        void measure(ProcessTree tree, Load load) throws Exception {
            var before = tree.cpu();
            int operations = load.run();
            var cpu = tree.cpu().since(before);
            all.add(cpu.all() / operations);
            compilers.add(cpu.compilers() / operations);
            postgres.add(cpu.others() / operations);
        }

        double median() {
            return Samples.of(all).median();
        }

        String spread() {
            return Samples.of(all).spread();
        }

        Figure figure(String name, String floor) {
            return new Figure(
                    name,
                    "≤ 0.6 ms",
                    "%.2f ms, of that PostgreSQL %.2f, compilers %.2f"
                            .formatted(
                                    median(),
                                    Samples.of(postgres).median(),
                                    Samples.of(compilers).median()),
                    floor,
                    spread(),
                    median() <= 0.6);
        }
    }

    private static int sendAll(Subject subject) throws Exception {
        subject.commands().send(CONNECTIONS, OPERATIONS);
        subject.awaitIdle();
        return OPERATIONS;
    }

    private static int sendAtASteadyRate(Subject subject) throws Exception {
        var sent = subject.commands().atARate(CONNECTIONS, PER_SECOND, Duration.ofSeconds(2));
        subject.awaitIdle();
        return sent.size();
    }

    private static int create(Subject subject, String prefix) throws Exception {
        subject.commands().create(CONNECTIONS, CREATES, prefix);
        subject.awaitIdle();
        return CREATES;
    }
}
