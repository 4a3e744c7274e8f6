package dev.moru.durable.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** What the relay of a service measures. */
final class RelayMeters {

    private final Counter published;
    private final Counter refused;
    private final Counter parked;
    private final Timer batches;
    private final AtomicInteger leading = new AtomicInteger();

    RelayMeters(MeterRegistry registry) {
        published = Counter.builder("moru.relay.published")
                .description("Messages that Kafka has acknowledged")
                .baseUnit("messages")
                .register(registry);
        refused = Counter.builder("moru.relay.refused")
                .description("Attempts to publish a message that Kafka did not take")
                .baseUnit("messages")
                .register(registry);
        parked = Counter.builder("moru.relay.parked")
                .description("Keys parked because Kafka refuses their next message for good")
                .baseUnit("keys")
                .register(registry);
        batches = Timer.builder("moru.relay.batch")
                .description("From reading a batch of the outbox to its acknowledgement")
                .register(registry);
        Gauge.builder("moru.relay.leading", leading, AtomicInteger::get)
                .description("Whether this replica relays: 1 or 0")
                .register(registry);
    }

    void leading(boolean isLeading) {
        leading.set(isLeading ? 1 : 0);
    }

    void published(int messages, Duration took) {
        published.increment(messages);
        batches.record(took);
    }

    void parked() {
        parked.increment();
    }

    void refused() {
        refused.increment();
    }
}
