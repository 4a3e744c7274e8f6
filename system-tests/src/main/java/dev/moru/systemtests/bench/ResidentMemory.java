package dev.moru.systemtests.bench;

import java.util.List;

/** B11: resident memory of the one JVM after it has worked; PostgreSQL's processes are its children and not in it. */
final class ResidentMemory implements Bench.Benchmark {

    @Override
    public List<Figure> measure(Subject subject) throws Exception {
        subject.awaitIdle();
        var resident = new ProcessTree(subject.installation().pid()).residentMiB();
        return List.of(new Figure(
                "B11 resident memory, everything in one JVM",
                "≤ 400 MiB",
                "%.0f MiB".formatted(resident),
                "after the other benchmarks; Kafka, the lab and the services are in it",
                "",
                resident <= 400));
    }
}
