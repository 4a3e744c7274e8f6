package dev.moru.durable.consume;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What the consumers of a service count, by topic. */
final class ConsumerMeters {

    private final MeterRegistry registry;

    ConsumerMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void handled(String topic, int messages) {
        count("moru.consumer.handled", "Messages handled for the first time", topic, messages);
    }

    void skipped(String topic, int messages) {
        count("moru.consumer.skipped", "Messages skipped because they were handled before", topic, messages);
    }

    void gaps(String topic, int gaps) {
        count("moru.consumer.gaps", "Streams in which a sequence number was missing", topic, gaps);
    }

    void deadLetters(String topic, int messages) {
        count("moru.consumer.dead.letters", "Messages put aside because they can't be handled", topic, messages);
    }

    void paused(String topic) {
        count("moru.consumer.paused", "Polls that wait because the database did not take them", topic, 1);
    }

    private void count(String name, String description, String topic, int amount) {
        if (amount > 0) {
            Counter.builder(name)
                    .description(description)
                    .baseUnit("messages")
                    .tag("topic", topic)
                    .register(registry)
                    .increment(amount);
        }
    }
}
