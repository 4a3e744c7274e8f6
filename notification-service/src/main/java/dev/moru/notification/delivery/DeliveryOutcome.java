package dev.moru.notification.delivery;

import dev.moru.notification.channel.ChannelHealth;
import dev.moru.notification.delivery.DispatchQueue.Sending;
import java.util.List;

/** The second half of an attempt: what is stored of the answer, in one transaction. */
public final class DeliveryOutcome {

    private final Dispatches dispatches;
    private final DispatchQueue queue;
    private final DispatchReports reports;
    private final ChannelHealth health;
    private final Retries retries;

    public DeliveryOutcome(
            Dispatches dispatches,
            DispatchQueue queue,
            DispatchReports reports,
            ChannelHealth health,
            Retries retries) {
        this.dispatches = dispatches;
        this.queue = queue;
        this.reports = reports;
        this.health = health;
        this.retries = retries;
    }

    public void store(Attempt attempt) {
        var after = retries.after(attempt.before(), attempt.answer());
        dispatches.update(after);
        reports.report(after);
        health.learn(after.delivery().channelId(), attempt.revision(), attempt.answer());
        if (after.isPending()) {
            queue.send(List.of(Sending.next(after)));
        }
    }
}
