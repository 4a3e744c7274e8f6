package dev.moru.systemtests.bench;

import dev.moru.systemtests.installation.Installation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** B1: accepted commands in a second, 32 connections, consumers running, beside single-row commits on the same PostgreSQL. */
final class AcceptRate implements Bench.Benchmark {

    private static final int CONNECTIONS = 32;
    private static final int ROUNDS = 7;
    private static final Duration ROUND = Duration.ofSeconds(2);

    @Override
    public List<Figure> measure(Subject subject) throws Exception {
        var floors = new Floors(subject);
        var next = new AtomicInteger();
        var accepted = new double[ROUNDS];
        var floor = new double[ROUNDS];
        var ratio = new double[ROUNDS];
        accept(subject, next);
        for (int round = 0; round < ROUNDS; round++) {
            subject.awaitIdle();
            floor[round] = floors.commitsPerSecond(CONNECTIONS, ROUND);
            accepted[round] = accept(subject, next);
            ratio[round] = accepted[round] / floor[round];
        }
        subject.awaitIdle();
        var ratios = Samples.of(ratio);
        return List.of(new Figure(
                "B1 accepted/s, 32 connections, consumers running",
                "≥ 0.45 of the floor",
                "%.0f/s = %.2f (%s)".formatted(Samples.of(accepted).median(), ratios.median(), ratios.spread()),
                "single-row commits %.0f/s".formatted(Samples.of(floor).median()),
                ratios.median() >= 0.45));
    }

    private static double accept(Subject subject, AtomicInteger next) throws Exception {
        return Parallel.perSecond(CONNECTIONS, ROUND, i -> () -> new Poster(subject, next));
    }

    private static final class Poster implements Parallel.Connection {

        private final RawHttp http;
        private final Subject subject;
        private final AtomicInteger next;

        Poster(Subject subject, AtomicInteger next) throws java.io.IOException {
            this.http = new RawHttp(subject.installation().gateway(), Installation.token());
            this.subject = subject;
            this.next = next;
        }

        @Override
        public boolean once() throws java.io.IOException {
            return http.post(subject.rebootPath(next.getAndIncrement())) == 202;
        }

        @Override
        public void close() throws java.io.IOException {
            http.close();
        }
    }
}
