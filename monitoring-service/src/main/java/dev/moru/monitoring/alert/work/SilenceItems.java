package dev.moru.monitoring.alert.work;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.moru.durable.work.WorkQueue;
import dev.moru.durable.work.WorkRequest;
import dev.moru.monitoring.alert.SilenceQueue;
import dev.moru.monitoring.alert.SilenceWish;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

@Component
class SilenceItems implements SilenceQueue {

    private final WorkQueue queue;

    SilenceItems(WorkQueue queue) {
        this.queue = queue;
    }

    /** What is stored of an alert whose end is looked for. */
    record Watched(UUID alert) {}

    @Override
    public void silence(SilenceWish wish) {
        enqueue(SilenceWork.KIND, wish.alert(), wish);
    }

    @Override
    public void lookForTheEndOf(UUID alert) {
        enqueue(SilencedWatch.KIND, alert, new Watched(alert));
    }

    private void enqueue(String kind, UUID alert, Object payload) {
        queue.enqueue(List.of(
                new WorkRequest(UuidCreator.getTimeOrderedEpoch(), kind, alert, List.of(), payload, Duration.ZERO)));
    }
}
