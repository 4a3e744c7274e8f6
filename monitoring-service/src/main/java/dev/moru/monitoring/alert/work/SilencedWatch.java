package dev.moru.monitoring.alert.work;

import dev.moru.contracts.alert.Alert;
import dev.moru.contracts.alert.AlertState;
import dev.moru.durable.MessageCodec;
import dev.moru.durable.work.Lease;
import dev.moru.durable.work.WorkHandler;
import dev.moru.durable.work.WorkItem;
import dev.moru.durable.work.WorkOutcome;
import dev.moru.monitoring.MonitoringProperties;
import dev.moru.monitoring.alert.AlertCare;
import dev.moru.monitoring.alert.Silencer;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Alertmanager reports nothing of an alert that is silenced, not even its end: so it is asked for that. */
@Component
class SilencedWatch implements WorkHandler {

    static final String KIND = "alert.silenced";

    private record Look(Optional<Alert> alert, Instant at) {}

    private final MessageCodec codec;
    private final ObjectProvider<AlertCare> care;
    private final Silencer silencer;
    private final TransactionTemplate transaction;
    private final Duration pause;

    SilencedWatch(
            MessageCodec codec,
            ObjectProvider<AlertCare> care,
            Silencer silencer,
            TransactionTemplate transaction,
            MonitoringProperties properties) {
        this.codec = codec;
        this.care = care;
        this.silencer = silencer;
        this.transaction = transaction;
        this.pause = properties.lookAtSilenced();
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public WorkOutcome perform(WorkItem item, Lease lease) {
        UUID id = codec.read(item.payload(), SilenceItems.Watched.class).alert();
        var look = Objects.requireNonNull(transaction.execute(status -> look(id)));
        var alert = look.alert().orElse(null);
        if (alert == null || alert.state() != AlertState.FIRING) {
            return WorkOutcome.done(() -> {});
        }
        if (isOver(alert)) {
            return WorkOutcome.done(() -> care.getObject().ended(id, look.at()));
        }
        return isSilent(alert, look.at()) ? WorkOutcome.again(pause, () -> {}) : WorkOutcome.done(() -> {});
    }

    private Look look(UUID id) {
        return new Look(care.getObject().find(id), care.getObject().now());
    }

    private boolean isOver(Alert alert) {
        try {
            return silencer.isOver(alert);
        } catch (Silencer.Unreachable e) {
            return false;
        }
    }

    /** Some time longer than it is silenced, because Alertmanager forgets what ended meanwhile. */
    private boolean isSilent(Alert alert, Instant now) {
        var silence = alert.silence();
        return silence != null && now.isBefore(silence.endsAt().plus(pause.multipliedBy(2)));
    }
}
