package dev.moru.provisioning.server.messaging;

import dev.moru.contracts.Event;
import dev.moru.contracts.operation.Operation;
import dev.moru.contracts.operation.OperationEnded;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;

/** Counts what ends. */
public final class ServerMeters {

    private final MeterRegistry registry;

    public ServerMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Counted before the commit; a transaction that is redone counts twice, which a counter of rates can bear. */
    void count(Event event) {
        if (event instanceof OperationEnded ended) {
            count(ended.operation());
        }
    }

    void countStrayAnswer() {
        Counter.builder("moru.turn.stray.answers")
                .description("Answers of participants to turns that they do not have")
                .register(registry)
                .increment();
    }

    private void count(Operation operation) {
        var outcome = operation.state().name().toLowerCase(Locale.ROOT);
        Timer.builder("moru.operation.duration")
                .description("Time from acceptance to end of operations")
                .tag("kind", operation.kind())
                .tag("outcome", outcome)
                .register(registry)
                .record(Duration.between(operation.createdAt(), operation.updatedAt()));
        if (operation.kind().equals("server.create")) {
            Counter.builder("server.creation")
                    .description("Creations of servers that have ended")
                    .tag("status", outcome)
                    .register(registry)
                    .increment();
        }
    }
}
