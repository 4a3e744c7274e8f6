package dev.moru.durable.consume;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What the consumers of a service count, by topic. */
final class ConsumerMeters {

    private final MeterRegistry registry;

    ConsumerMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void handled(String topic) {
        count("moru.consumer.handled", "Messages handled for the first time", topic);
    }

    void skipped(String topic) {
        count("moru.consumer.skipped", "Messages skipped because they were handled before", topic);
    }

    void gap(String topic) {
        count("moru.consumer.gaps", "Streams in which a sequence number was missing", topic);
    }

    void deadLetter(String topic) {
        count("moru.consumer.dead.letters", "Messages put aside because they can't be handled", topic);
    }

    private void count(String name, String description, String topic) {
        Counter.builder(name)
                .description(description)
                .baseUnit("messages")
                .tag("topic", topic)
                .register(registry)
                .increment();
    }
}
