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
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Alertmanager reports nothing of an alert that is silenced, not even its end: so it is asked for that. */
@Component
class SilencedWatch implements WorkHandler {

    static final String KIND = "alert.silenced";

    private final MessageCodec codec;
    private final ObjectProvider<AlertCare> care;
    private final Silencer silencer;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Duration pause;

    SilencedWatch(
            MessageCodec codec,
            ObjectProvider<AlertCare> care,
            Silencer silencer,
            TransactionTemplate transaction,
            Clock clock,
            MonitoringProperties properties) {
        this.codec = codec;
        this.care = care;
        this.silencer = silencer;
        this.transaction = transaction;
        this.clock = clock;
        this.pause = properties.lookAtSilenced();
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public WorkOutcome perform(WorkItem item, Lease lease) {
        UUID id = codec.read(item.payload(), SilenceItems.Watched.class).alert();
        var alert = Objects.requireNonNull(
                        transaction.execute(status -> care.getObject().find(id)))
                .orElse(null);
        if (alert == null || alert.state() != AlertState.FIRING) {
            return WorkOutcome.done(() -> {});
        }
        var seenAt = clock.instant();
        if (isOver(alert)) {
            return WorkOutcome.done(() -> care.getObject().ended(id, seenAt));
        }
        return isSilent(alert) ? WorkOutcome.again(pause, () -> {}) : WorkOutcome.done(() -> {});
    }

    private boolean isOver(Alert alert) {
        try {
            return silencer.isOver(alert);
        } catch (Silencer.Unreachable e) {
            return false;
        }
    }

    /** Some time longer than it is silenced, because Alertmanager forgets what ended meanwhile. */
    private boolean isSilent(Alert alert) {
        var silence = alert.silence();
        return silence != null && clock.instant().isBefore(silence.endsAt().plus(pause.multipliedBy(2)));
    }
}
