package dev.moru.monitoring.alert.messaging;

import dev.moru.contracts.Severity;
import dev.moru.contracts.Topics;
import dev.moru.contracts.alert.Alert;
import dev.moru.contracts.alert.AlertFired;
import dev.moru.contracts.alert.AlertResolved;
import dev.moru.durable.MessageContext;
import dev.moru.durable.outbox.OutboundMessage;
import dev.moru.durable.outbox.Outbox;
import dev.moru.monitoring.alert.AlertEvents;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Alerts as events; the end of one cares nobody more than {@code info}. */
@Component
class AlertMessages implements AlertEvents {

    private static final MessageContext FROM_HERE = MessageContext.NONE.withActor("system:monitoring");

    private final Outbox outbox;

    AlertMessages(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void tell(List<Alert> alerts) {
        outbox.append(alerts.stream().map(AlertMessages::message).toList());
    }

    private static OutboundMessage message(Alert alert) {
        var context = FROM_HERE.withProject(alert.project()).withSite(alert.site());
        var subject = alert.id().toString();
        return switch (alert.state()) {
            case FIRING ->
                new OutboundMessage(
                        Topics.MONITORING_EVENTS,
                        subject,
                        new AlertFired(alert),
                        context.withSeverity(nameOf(alert.severity())));
            case RESOLVED ->
                new OutboundMessage(
                        Topics.MONITORING_EVENTS,
                        subject,
                        new AlertResolved(alert),
                        context.withSeverity(nameOf(Severity.INFO)));
        };
    }

    private static String nameOf(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }
}
