package dev.moru.gateway.fold;

import dev.moru.durable.consume.DeadLetter;
import dev.moru.durable.consume.InboundMessage;
import dev.moru.durable.consume.MessageHandler;
import dev.moru.gateway.journal.Journal;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Folds the events of one poll in one transaction, and appends them to the journal at its end. */
final class EventFold implements MessageHandler {

    private final FoldGate gate;
    private final ReadModels models;
    private final Journal journal;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Map<String, Timer> lags = new ConcurrentHashMap<>();

    EventFold(FoldGate gate, ReadModels models, Journal journal, Clock clock, MeterRegistry meters) {
        this.gate = gate;
        this.models = models;
        this.journal = journal;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    public void handle(List<InboundMessage> messages) {
        if (messages.isEmpty()) {
            return;
        }
        var events = messages.stream().map(FoldedEvent::of).toList();
        gate.pass();
        models.fold(events);
        var entries = journal.append(messages);
        models.index(events, entries.get(0).position());
        messages.forEach(this::measure);
    }

    private void measure(InboundMessage message) {
        lags.computeIfAbsent(message.position().topic(), this::lagOf)
                .record(Duration.between(message.envelope().time(), clock.instant()));
    }

    private Timer lagOf(String topic) {
        return Timer.builder("moru.gateway.fold.lag")
                .description("From the time of an event until it is in the journal and the read models")
                .tag("topic", topic)
                .register(meters);
    }

    /** Nobody waits for an answer to an event; the kit has counted and kept it. */
    @Override
    public void onDeadLetter(DeadLetter letter) {}
}
