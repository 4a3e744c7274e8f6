package dev.moru.notification.delivery.messaging;

import dev.moru.contracts.Event;
import dev.moru.contracts.Topics;
import dev.moru.contracts.notification.DeliveryDelayed;
import dev.moru.contracts.notification.DeliveryFailed;
import dev.moru.contracts.notification.DeliveryGrouped;
import dev.moru.contracts.notification.DeliveryHeld;
import dev.moru.contracts.notification.DeliveryState;
import dev.moru.contracts.notification.DeliverySucceeded;
import dev.moru.durable.MessageContext;
import dev.moru.durable.outbox.OutboundMessage;
import dev.moru.durable.outbox.Outbox;
import dev.moru.notification.delivery.Dispatch;
import dev.moru.notification.delivery.DispatchReports;
import org.springframework.stereotype.Component;

/** Reports as events; each carries the whole delivery. */
@Component
class ReportMessages implements DispatchReports {

    private static final String ACTOR = "system:notification";

    private final Outbox outbox;

    ReportMessages(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void report(Dispatch dispatch) {
        var delivery = dispatch.delivery();
        var context = MessageContext.NONE
                .causedBy(delivery.eventId())
                .withOperation(dispatch.operationId())
                .withActor(ACTOR)
                .withProject(delivery.project())
                .withSite(dispatch.site())
                .withSeverity(severity(delivery.state()));
        outbox.append(
                new OutboundMessage(Topics.NOTIFICATION_EVENTS, delivery.id().toString(), event(dispatch), context));
    }

    private static Event event(Dispatch dispatch) {
        var delivery = dispatch.delivery();
        return switch (delivery.state()) {
            case HELD -> new DeliveryHeld(delivery);
            case GROUPED -> new DeliveryGrouped(delivery);
            case PENDING -> new DeliveryDelayed(delivery);
            case DELIVERED -> new DeliverySucceeded(delivery);
            case FAILED -> new DeliveryFailed(delivery);
        };
    }

    private static String severity(DeliveryState state) {
        return switch (state) {
            case PENDING -> "warning";
            case DELIVERED, HELD, GROUPED -> "info";
            case FAILED -> "error";
        };
    }
}
