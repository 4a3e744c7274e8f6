package dev.moru.systemtests.bench;

import java.util.ArrayList;
import java.util.List;

/** B7: how fast commands are worked off that were accepted while nobody consumed them. */
final class Drain implements Bench.Benchmark {

    private static final int ROUNDS = 7;
    private static final int CONNECTIONS = 32;
    private static final int FEW = 500;
    private static final int MANY = Integer.getInteger("moru.bench.backlog", 10_000);

    @Override
    public List<Figure> measure(Subject subject) throws Exception {
        var few = new ArrayList<Double>();
        for (int round = 0; round < ROUNDS; round++) {
            few.add(perSecond(subject, FEW));
        }
        var many = perSecond(subject, MANY);
        var rates = Samples.of(few);
        return List.of(new Figure(
                "B7 draining " + MANY + " queued commands",
                "≥ 0.9 of the rate of " + FEW,
                "%.0f/s = %.2f".formatted(many, many / rates.median()),
                "draining %d: %.0f/s".formatted(FEW, rates.median()),
                rates.spread() + " (of " + FEW + ")",
                many >= 0.9 * rates.median()));
    }

    private static double perSecond(Subject subject, int count) throws Exception {
        subject.awaitIdle();
        try (var stop = subject.holdConsumers()) {
            subject.commands().send(CONNECTIONS, count);
        }
        subject.awaitFewerOpenThan(count);
        var begin = System.nanoTime();
        subject.awaitIdle();
        return count / ((System.nanoTime() - begin) / 1e9);
    }
}
