package dev.moru.systemtests.bench;

import dev.moru.systemtests.installation.Installation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** B3: CPU time of all processes for one operation, from the request to its fold, at a steady rate. */
final class CpuPerOperation implements Bench.Benchmark {

    private static final int ROUNDS = 7;
    private static final int OPERATIONS = 1_000;
    private static final int CREATES = 200;
    private static final int PER_SECOND = 250;

    @Override
    public List<Figure> measure(Subject subject) throws Exception {
        var tree = new ProcessTree(subject.installation().pid());
        var reboots = new double[ROUNDS];
        var creates = new double[ROUNDS];
        rebootAtASteadyRate(subject);
        for (int round = 0; round < ROUNDS; round++) {
            reboots[round] = cpuOf(tree, () -> rebootAtASteadyRate(subject)) / OPERATIONS;
            var prefix = "cpu-" + round + "-";
            creates[round] = cpuOf(tree, () -> create(subject, prefix)) / CREATES;
        }
        var reboot = Samples.of(reboots);
        var create = Samples.of(creates);
        return List.of(
                new Figure(
                        "B3 CPU per reboot, all processes",
                        "≤ 0.6 ms",
                        "%.2f ms (%s)".formatted(reboot.median(), reboot.spread()),
                        "%d operations at %d/s a round".formatted(OPERATIONS, PER_SECOND),
                        reboot.median() <= 0.6),
                new Figure(
                        "B3 CPU per create, all processes",
                        "≤ 5 × a reboot",
                        "%.2f ms = %.1f ×".formatted(create.median(), create.median() / reboot.median()),
                        "%d creates on the site that does nothing".formatted(CREATES),
                        create.median() <= 5 * reboot.median()));
    }

    private interface Load {
        void run() throws Exception;
    }

    private static double cpuOf(ProcessTree tree, Load load) throws Exception {
        var before = tree.cpuMillis();
        load.run();
        return tree.cpuMillis() - before;
    }

    private static void rebootAtASteadyRate(Subject subject) throws Exception {
        try (var http = new RawHttp(subject.installation().gateway(), Installation.token())) {
            var begin = System.nanoTime();
            for (int i = 0; i < OPERATIONS; i++) {
                var due = begin + i * 1_000_000_000L / PER_SECOND;
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                var status = http.post(subject.rebootPath(i));
                if (status != 202) {
                    throw new IllegalStateException("a reboot was answered with " + status);
                }
            }
        }
        subject.awaitIdle();
    }

    private static void create(Subject subject, String prefix) {
        var operations = new ArrayList<UUID>();
        for (int i = 0; i < CREATES; i++) {
            var answer = subject.client()
                    .write(
                            "POST",
                            "/api/v1/projects/default/servers",
                            Map.of("name", prefix + i, "site", "noop", "image", "debian-12"));
            operations.add(answer.operationId());
        }
        operations.forEach(operation -> subject.client().awaitEnd(operation, Duration.ofMinutes(1)));
    }
}
