package dev.moru.systemtests.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** B1: accepted commands in a second over 32 connections, beside single-row commits on the same PostgreSQL. */
final class AcceptRate implements Bench.Benchmark {

    private static final int CONNECTIONS = 32;
    private static final int ROUNDS = 7;
    private static final Duration ROUND = Duration.ofMillis(1_500);

    @Override
    public List<Figure> measure(Subject subject) throws Exception {
        var running = new Rates("B1 accepted/s, 32 connections, consumers running");
        var standing = new Rates("B1 accepted/s, 32 connections, consumers standing");
        var floors = new Floors(subject);
        for (int round = 0; round < ROUNDS; round++) {
            subject.awaitIdle();
            var floor = floors.commitsPerSecond(CONNECTIONS, Duration.ofSeconds(1));
            running.add(subject.commands().asFastAsAnswered(CONNECTIONS, ROUND), floor);
            subject.awaitIdle();
            try (var stop = subject.holdConsumers()) {
                standing.add(subject.commands().asFastAsAnswered(CONNECTIONS, ROUND), floor);
            }
        }
        subject.awaitIdle();
        return List.of(running.figure(), standing.figure());
    }

    private static final class Rates {

        private final String name;
        private final List<Double> accepted = new ArrayList<>();
        private final List<Double> floors = new ArrayList<>();
        private final List<Double> ratios = new ArrayList<>();

        Rates(String name) {
            this.name = name;
        }

        void add(double rate, double floor) {
            accepted.add(rate);
            floors.add(floor);
            ratios.add(rate / floor);
        }

        Figure figure() {
            var ratio = Samples.of(ratios);
            return new Figure(
                    name,
                    "≥ 0.45 of the floor",
                    "%.0f/s = %.3f".formatted(Samples.of(accepted).median(), ratio.median()),
                    "single-row commits, 32 connections: %.0f/s"
                            .formatted(Samples.of(floors).median()),
                    "%.3f–%.3f".formatted(ratio.quantile(0), ratio.quantile(1)),
                    ratio.median() >= 0.45);
        }
    }
}
