package dev.moru.notification.delivery.work;

import dev.moru.durable.FailPoint;
import dev.moru.durable.MessageCodec;
import dev.moru.durable.work.Lease;
import dev.moru.durable.work.WorkHandler;
import dev.moru.durable.work.WorkItem;
import dev.moru.durable.work.WorkOutcome;
import dev.moru.notification.delivery.DeliveryCall;
import dev.moru.notification.delivery.DeliveryOutcome;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * One attempt is one item. A crash between the call and what is stored of it repeats the call with the same id, which is
 * what receivers tell repetitions by.
 */
@Component
class SendDelivery implements WorkHandler {

    static final String KIND = "delivery.send";

    private final DeliveryCall call;
    private final DeliveryOutcome outcome;
    private final AttemptMeters meters;
    private final MessageCodec codec;

    SendDelivery(DeliveryCall call, DeliveryOutcome outcome, AttemptMeters meters, MessageCodec codec) {
        this.call = call;
        this.outcome = outcome;
        this.meters = meters;
        this.codec = codec;
    }

    /** What is stored of an item. */
    record Payload(UUID delivery) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public WorkOutcome perform(WorkItem item, Lease lease) {
        var delivery = codec.read(item.payload(), Payload.class).delivery();
        var attempt = meters.timed(() -> call.make(delivery, lease.callBudget()));
        FailPoint.reach("notification.after-send");
        return WorkOutcome.done(() -> attempt.ifPresent(outcome::store));
    }
}
