package dev.moru.monitoring.alert;

import dev.moru.contracts.alert.Acknowledgement;
import dev.moru.contracts.alert.Alert;
import dev.moru.contracts.alert.AlertState;
import dev.moru.contracts.alert.Silence;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Alerts as they become, one change at a time. */
final class AlertEdit {

    private AlertEdit() {}

    static Alert ended(Alert alert, @Nullable Instant at) {
        return copy(alert, AlertState.RESOLVED, at, alert.acknowledgement(), alert.silence());
    }

    static Alert acknowledged(Alert alert, Acknowledgement acknowledgement) {
        return copy(alert, alert.state(), alert.endsAt(), acknowledgement, alert.silence());
    }

    static Alert silenced(Alert alert, Silence silence) {
        return copy(alert, alert.state(), alert.endsAt(), alert.acknowledgement(), silence);
    }

    /** What people have said of an alert goes with it to its end; when it fires again, nobody has said anything. */
    static Alert reported(AlertReport report, Alert before) {
        var alert = report.toAlert(before.id());
        return report.isFiring()
                ? alert
                : copy(alert, alert.state(), alert.endsAt(), before.acknowledgement(), before.silence());
    }

    private static Alert copy(
            Alert alert,
            AlertState state,
            @Nullable Instant endsAt,
            @Nullable Acknowledgement acknowledgement,
            @Nullable Silence silence) {
        return new Alert(
                alert.id(),
                alert.name(),
                state,
                alert.severity(),
                alert.project(),
                alert.site(),
                alert.serverId(),
                alert.fingerprint(),
                alert.labels(),
                alert.summary(),
                alert.description(),
                alert.runbook(),
                alert.startsAt(),
                endsAt,
                acknowledgement,
                silence);
    }
}
