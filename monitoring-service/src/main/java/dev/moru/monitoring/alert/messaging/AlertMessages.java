package dev.moru.monitoring.alert.messaging;

import dev.moru.contracts.Event;
import dev.moru.contracts.Severity;
import dev.moru.contracts.Topics;
import dev.moru.contracts.alert.Alert;
import dev.moru.contracts.alert.AlertAcknowledged;
import dev.moru.contracts.alert.AlertFired;
import dev.moru.contracts.alert.AlertResolved;
import dev.moru.contracts.alert.AlertSilenceFailed;
import dev.moru.contracts.alert.AlertSilenced;
import dev.moru.durable.MessageContext;
import dev.moru.durable.outbox.OutboundMessage;
import dev.moru.durable.outbox.Outbox;
import dev.moru.monitoring.alert.AlertEvents;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Alerts as events; the end of one cares nobody more than {@code info}. */
@Component
class AlertMessages implements AlertEvents {

    private static final String HERE = "system:monitoring";

    private final Outbox outbox;

    AlertMessages(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void tell(List<Alert> alerts) {
        outbox.append(alerts.stream().map(AlertMessages::change).toList());
    }

    @Override
    public void acknowledged(Alert alert) {
        var by = Objects.requireNonNull(alert.acknowledgement()).by();
        outbox.append(message(alert, new AlertAcknowledged(alert), Severity.INFO, by));
    }

    @Override
    public void silenced(Alert alert) {
        var by = Objects.requireNonNull(alert.silence()).by();
        outbox.append(message(alert, new AlertSilenced(alert), Severity.INFO, by));
    }

    @Override
    public void notSilenced(Alert alert, String reason) {
        outbox.append(message(alert, new AlertSilenceFailed(alert, reason), Severity.WARNING, HERE));
    }

    private static OutboundMessage change(Alert alert) {
        return switch (alert.state()) {
            case FIRING -> message(alert, new AlertFired(alert), alert.severity(), HERE);
            case RESOLVED -> message(alert, new AlertResolved(alert), Severity.INFO, HERE);
        };
    }

    private static OutboundMessage message(Alert alert, Event event, Severity severity, String actor) {
        var context = MessageContext.NONE
                .withActor(actor)
                .withProject(alert.project())
                .withSite(alert.site())
                .withSeverity(severity.name().toLowerCase(Locale.ROOT));
        return new OutboundMessage(Topics.MONITORING_EVENTS, alert.id().toString(), event, context);
    }
}
