package dev.moru.systemtests.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** B15: three times as many commands as can be accepted. */
final class Overload implements Bench.Benchmark {

    private static final int ROUNDS = 7;
    private static final int CONNECTIONS_AT_PEAK = 128;
    /** More than may wait to be accepted, or nothing would have to be refused. */
    private static final int CONNECTIONS = 800;

    private static final Duration PEAK = Duration.ofSeconds(2);
    private static final Duration OVERLOAD = Duration.ofSeconds(5);

    @Override
    public List<Figure> measure(Subject subject) throws Exception {
        var goodput = new ArrayList<Double>();
        var refusals = new ArrayList<Double>();
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            subject.awaitIdle();
            var peak = subject.commands().asFastAsAnswered(CONNECTIONS_AT_PEAK, PEAK);
            subject.awaitIdle();
            var begin = System.nanoTime();
            var sent = subject.commands().atARate(CONNECTIONS, (int) (3 * peak), OVERLOAD);
            var seconds = (System.nanoTime() - begin) / 1e9;
            goodput.add(sent.stream().filter(answer -> answer.status() == 202).count() / seconds / peak);
            var millis = sent.stream()
                    .filter(answer -> answer.status() == 429)
                    .map(Commands.Sent::millis)
                    .toList();
            refused += millis.size();
            if (!millis.isEmpty()) {
                refusals.add(Samples.of(millis).quantile(0.99));
            }
        }
        subject.awaitIdle();
        var share = Samples.of(goodput);
        var late = refusals.isEmpty() ? Samples.of(0) : Samples.of(refusals);
        return List.of(
                new Figure(
                        "B15 goodput at 3 × overload",
                        "≥ 0.95 of the peak",
                        "%.2f".formatted(share.median()),
                        "the peak, " + CONNECTIONS_AT_PEAK + " connections",
                        share.spread(),
                        share.median() >= 0.95),
                new Figure(
                        "B15 p99 of a 429 meanwhile",
                        "≤ 20 ms",
                        "%.1f ms (%d refusals)".formatted(late.median(), refused),
                        "",
                        late.spread(),
                        refused > 0 && late.median() <= 20));
    }
}
