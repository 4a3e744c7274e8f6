package dev.moru.systemtests.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** B7: how fast commands are worked off that were accepted while nobody consumed them, and how new ones fare meanwhile. */
final class Drain implements Bench.Benchmark {

    private static final int ROUNDS = 7;
    private static final int CONNECTIONS = 32;
    private static final int FEW = 500;
    private static final int MANY = Integer.getInteger("moru.bench.backlog", 10_000);

    private static final int NEW_CONNECTIONS = 8;
    private static final int NEW_PER_SECOND = 20;
    private static final Duration NEW = Duration.ofSeconds(5);
    private static final double NEW_MILLIS = 500;

    @Override
    public List<Figure> measure(Subject subject) throws Exception {
        var few = new ArrayList<Double>();
        for (int round = 0; round < ROUNDS; round++) {
            var begin = queue(subject, FEW);
            subject.awaitIdle();
            few.add(perSecond(FEW, begin));
        }
        var begin = queue(subject, MANY);
        var meanwhile = subject.commands().atARate(NEW_CONNECTIONS, NEW_PER_SECOND, NEW);
        subject.awaitIdle();
        var many = perSecond(MANY + meanwhile.size(), begin);
        return List.of(rates(Samples.of(few), many), accepts(meanwhile));
    }

    private static Figure rates(Samples few, double many) {
        return new Figure(
                "B7 draining " + MANY + " queued commands",
                "≥ 0.9 of the rate of " + FEW,
                "%.0f/s = %.2f".formatted(many, many / few.median()),
                "draining %d: %.0f/s".formatted(FEW, few.median()),
                few.spread() + " (of " + FEW + ")",
                many >= 0.9 * few.median());
    }

    private static Figure accepts(List<Commands.Sent> meanwhile) {
        var millis = Samples.of(meanwhile.stream().map(Commands.Sent::millis).toList());
        return new Figure(
                "B7 p99 of accepting a new command meanwhile",
                "≤ 500 ms",
                "%.0f ms".formatted(millis.quantile(0.99)),
                "",
                "%.0f–%.0f ms".formatted(millis.quantile(0), millis.quantile(1)),
                millis.quantile(0.99) <= NEW_MILLIS);
    }

    /** @return when the first one of so many commands had been worked off */
    private static long queue(Subject subject, int count) throws Exception {
        subject.awaitIdle();
        try (var stop = subject.holdConsumers()) {
            subject.commands().send(CONNECTIONS, count);
        }
        subject.awaitFewerOpenThan(count);
        return System.nanoTime();
    }

    private static double perSecond(int count, long begin) {
        return count / ((System.nanoTime() - begin) / 1e9);
    }
}
