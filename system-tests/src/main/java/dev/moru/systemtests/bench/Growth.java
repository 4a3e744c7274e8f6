package dev.moru.systemtests.bench;

import dev.moru.systemtests.installation.Installation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** B13: what list, search, detail and create cost where there are many servers, beside the same where there are few. */
final class Growth {

    static final int FEW = 10;
    static final int MANY = Integer.getInteger("moru.bench.servers", 10_000);

    private static final String SERVERS = "/api/v1/projects/default/servers";
    private static final int ROUNDS = 7;
    private static final int READS = 100;
    private static final int CREATES = 20;
    private static final double AT_MOST = 1.15;

    private final Subject small;
    private final Subject large;

    Growth(Subject small, Subject large) {
        this.small = small;
        this.large = large;
    }

    /** What is asked of a subject many times; the answer is equally large at both. */
    private interface Request {
        double millis(Subject subject) throws Exception;
    }

    List<Figure> measure() throws Exception {
        return List.of(
                compare("list", read("?pageSize=10")),
                compare("search", read("?pageSize=1&filter=name%3Abench-7")),
                compare("filter", read("?pageSize=10&filter=phase%3DREADY")),
                compare("detail", read("/bench-7")),
                compare("create", Growth::create));
    }

    private Figure compare(String what, Request request) throws Exception {
        var few = new ArrayList<Double>();
        var many = new ArrayList<Double>();
        var ratios = new ArrayList<Double>();
        // The first round is for the compilers and the caches.
        for (int round = -1; round < ROUNDS; round++) {
            var there = request.millis(small);
            var here = request.millis(large);
            if (round >= 0) {
                few.add(there);
                many.add(here);
                ratios.add(here / there);
            }
        }
        var judged = Samples.of(ratios);
        return new Figure(
                "B13 " + what + " with " + MANY + " servers, p50",
                "≤ " + AT_MOST + " × with " + FEW,
                "%.2f ms = %.2f ×".formatted(Samples.of(many).median(), judged.median()),
                "with %d: %.2f ms".formatted(FEW, Samples.of(few).median()),
                judged.spread(),
                judged.median() <= AT_MOST);
    }

    private static Request read(String rest) {
        return subject -> {
            try (var http = connect(subject)) {
                var millis = new double[READS];
                for (int i = 0; i < READS; i++) {
                    millis[i] = new Call("GET", rest, "", 200).millis(http, subject);
                }
                return Samples.of(millis).median();
            }
        };
    }

    /** What was created is deleted again, so that the next round begins like this one. */
    private static double create(Subject subject) throws Exception {
        try (var http = connect(subject)) {
            var millis = new double[CREATES];
            for (int i = 0; i < CREATES; i++) {
                millis[i] = new Call("POST", "", Commands.newServer("more-" + i), 202).millis(http, subject);
            }
            subject.awaitIdle();
            for (int i = 0; i < CREATES; i++) {
                new Call("DELETE", "/more-" + i, "", 202).millis(http, subject);
            }
            subject.awaitIdle();
            return Samples.of(millis).median();
        }
    }

    private static RawHttp connect(Subject subject) throws IOException {
        return new RawHttp(subject.installation().gateway(), Installation.token());
    }

    /** A request about the servers, and the answer that belongs to it. */
    private record Call(String method, String rest, String body, int expected) {

        double millis(RawHttp http, Subject subject) throws IOException {
            var begin = System.nanoTime();
            var answer = http.send(method, SERVERS + rest, body);
            var millis = (System.nanoTime() - begin) / 1e6;
            if (answer.status() != expected) {
                throw new IllegalStateException(
                        method + " " + SERVERS + rest + " was answered with " + answer.status());
            }
            if (answer.isAccepted()) {
                subject.accepted().add(answer.operation());
            }
            return millis;
        }
    }
}
