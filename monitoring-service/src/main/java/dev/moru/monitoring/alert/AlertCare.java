package dev.moru.monitoring.alert;

import dev.moru.contracts.alert.Acknowledgement;
import dev.moru.contracts.alert.Alert;
import dev.moru.contracts.alert.AlertState;
import dev.moru.contracts.alert.Silence;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What people do about alerts. Every call runs in one transaction. */
public final class AlertCare {

    private final Alerts alerts;
    private final AlertEvents events;
    private final SilenceQueue queue;

    public AlertCare(Alerts alerts, AlertEvents events, SilenceQueue queue) {
        this.alerts = alerts;
        this.events = events;
        this.queue = queue;
    }

    /** What is waited for here is measured by this, and not by the clock of whoever looks. */
    public Instant now() {
        return alerts.now();
    }

    /** Alertmanager knows no such thing, and repeats of a report are told nobody anyway. */
    public void acknowledge(UUID id, Acknowledgement acknowledgement) {
        alerts.lock(id).ifPresent(alert -> {
            var seen = keep(AlertEdit.acknowledged(alert, acknowledgement));
            events.acknowledged(seen);
        });
    }

    public void silence(SilenceWish wish) {
        alerts.lock(wish.alert()).ifPresent(alert -> {
            if (alert.state() == AlertState.FIRING) {
                queue.silence(wish);
            } else {
                events.notSilenced(alert, "it is over");
            }
        });
    }

    public Optional<Alert> find(UUID id) {
        return alerts.lock(id);
    }

    public void silenced(UUID id, Silence silence) {
        alerts.lock(id).ifPresent(alert -> {
            events.silenced(keep(AlertEdit.silenced(alert, silence)));
            queue.lookForTheEndOf(id);
        });
    }

    public void notSilenced(UUID id, String reason) {
        alerts.lock(id).ifPresent(alert -> events.notSilenced(alert, reason));
    }

    /** Its end was seen, and nobody will report it. */
    public void ended(UUID id, Instant at) {
        alerts.lock(id)
                .filter(alert -> alert.state() == AlertState.FIRING)
                .ifPresent(alert -> events.tell(List.of(keep(AlertEdit.ended(alert, at)))));
    }

    private Alert keep(Alert alert) {
        alerts.store(List.of(alert));
        return alert;
    }
}
