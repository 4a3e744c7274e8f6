package dev.moru.gateway.bench;

import dev.moru.contracts.operation.OperationState;
import dev.moru.contracts.operation.Step;
import dev.moru.contracts.operation.StepState;
import dev.moru.contracts.server.ServerPhase;
import dev.moru.durable.consume.InboundMessage;
import dev.moru.gateway.fold.ReadSide;
import dev.moru.gateway.testing.GatewayDatabase;
import dev.moru.gateway.testing.Happenings;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** How many events a second are folded as they come, and when the read models are made anew (B8). */
public final class RebuildBench {

    private RebuildBench() {}

    public static void main(String[] arguments) {
        int events = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200_000;
        try (var database = new GatewayDatabase()) {
            var side = new ReadSide(database);
            var happenings = new Happenings();
            long begun = System.nanoTime();
            for (int done = 0; done < events; ) {
                var poll = new ArrayList<InboundMessage>();
                while (poll.size() < 500) {
                    poll.addAll(lifeOf(new UUID(7, (done + poll.size()) % 10_000), happenings));
                }
                side.fold(poll);
                done += poll.size();
            }
            double seconds = (System.nanoTime() - begun) / 1e9;
            System.out.printf("fold: %d events, %.0f a second (500 a poll, one consumer)%n", events, events / seconds);
            for (int i = 0; i < 3; i++) {
                var report = side.rebuild().run().orElseThrow();
                System.out.printf(
                        "rebuild: %d events, %d a second, others waited %d ms%n",
                        report.events(),
                        report.eventsPerSecond(),
                        report.pause().toMillis());
            }
        }
        System.exit(0);
    }

    /** What a create reports: ten events, of the size that they have in life. */
    private static List<InboundMessage> lifeOf(UUID server, Happenings happenings) {
        var operation = UUID.randomUUID();
        var life = new ArrayList<InboundMessage>();
        for (var step : List.of("reserve", "clone", "boot")) {
            for (var state : List.of(StepState.RUNNING, StepState.SUCCEEDED)) {
                life.add(happenings.progressed(Happenings.operation(
                        operation,
                        "server.create",
                        server,
                        OperationState.RUNNING,
                        null,
                        List.of(
                                new Step(step, state, 1, Happenings.TIME, null, "template 9000", null, List.of()),
                                Step.pending("other"),
                                Step.pending("last")))));
            }
        }
        life.add(happenings.observed(Happenings.server(server, "web", ServerPhase.CREATING)));
        life.add(happenings.observed(Happenings.server(server, "web", ServerPhase.READY)));
        life.add(happenings.log(operation, 0, "cloning", "cloned"));
        life.add(happenings.ended(
                Happenings.operation(operation, "server.create", server, OperationState.SUCCEEDED), null, true));
        return life;
    }
}
