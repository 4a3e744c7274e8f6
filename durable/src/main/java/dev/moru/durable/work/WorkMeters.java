package dev.moru.durable.work;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;

/** What the work of a service measures, by kind. */
final class WorkMeters {

    private final MeterRegistry registry;

    WorkMeters(MeterRegistry registry, Map<?, ?> held) {
        this.registry = registry;
        Gauge.builder("moru.work.held", held, Map::size)
                .description("Items that this process performs now")
                .baseUnit("items")
                .register(registry);
    }

    Timer.Sample begin() {
        return Timer.start(registry);
    }

    void performed(Timer.Sample sample, WorkItem item) {
        sample.stop(Timer.builder("moru.work.performed")
                .description("From claiming an item to storing its outcome")
                .tag("kind", item.kind())
                .register(registry));
    }

    void failed(WorkItem item) {
        count("moru.work.failed", "Attempts that came to no outcome", item);
    }

    void lost(WorkItem item) {
        count("moru.work.lost", "Items whose lease was lost while they were performed", item);
    }

    private void count(String name, String description, WorkItem item) {
        Counter.builder(name)
                .description(description)
                .baseUnit("items")
                .tag("kind", item.kind())
                .register(registry)
                .increment();
    }
}
