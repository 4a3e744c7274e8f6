package dev.moru.systemtests.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** B2: how long an accept takes at 250 a second, from the moment at which each request is due. */
final class AcceptLatency implements Bench.Benchmark {

    private static final int ROUNDS = 7;
    private static final int CONNECTIONS = 32;
    private static final int PER_SECOND = 250;
    private static final Duration ROUND = Duration.ofSeconds(4);
    private static final int COMMITS = 300;

    @Override
    public List<Figure> measure(Subject subject) throws Exception {
        var floors = new Floors(subject);
        var p50 = new ArrayList<Double>();
        var p99 = new ArrayList<Double>();
        var commits = new ArrayList<Double>();
        for (int round = 0; round < ROUNDS; round++) {
            subject.awaitIdle();
            commits.add(floors.commitMillis(COMMITS).quantile(0.99));
            var millis = Samples.of(subject.commands().atARate(CONNECTIONS, PER_SECOND, ROUND).stream()
                    .map(Commands.Sent::millis)
                    .toList());
            p50.add(millis.median());
            p99.add(millis.quantile(0.99));
        }
        subject.awaitIdle();
        var judged = Samples.of(p99);
        return List.of(new Figure(
                "B2 accept p99 at 250/s, open loop",
                "≤ 7 ms",
                "%.1f ms (p50 %.1f ms)"
                        .formatted(judged.median(), Samples.of(p50).median()),
                "p99 of a single-row commit, alone: %.1f ms"
                        .formatted(Samples.of(commits).median()),
                judged.spread(),
                judged.median() <= 7));
    }
}
