package dev.moru.monitoring.alert.work;

import dev.moru.durable.MessageCodec;
import dev.moru.durable.work.Lease;
import dev.moru.durable.work.WorkHandler;
import dev.moru.durable.work.WorkItem;
import dev.moru.durable.work.WorkOutcome;
import dev.moru.monitoring.MonitoringProperties;
import dev.moru.monitoring.alert.AlertCare;
import dev.moru.monitoring.alert.SilenceWish;
import dev.moru.monitoring.alert.Silencer;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Has Alertmanager silence an alert. Whoever follows finds the silence that was made by its wish. */
@Component
class SilenceWork implements WorkHandler {

    static final String KIND = "alert.silence";
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final MessageCodec codec;
    private final ObjectProvider<AlertCare> care;
    private final Silencer silencer;
    private final TransactionTemplate transaction;
    private final Duration patience;

    SilenceWork(
            MessageCodec codec,
            ObjectProvider<AlertCare> care,
            Silencer silencer,
            TransactionTemplate transaction,
            MonitoringProperties properties) {
        this.codec = codec;
        this.care = care;
        this.silencer = silencer;
        this.transaction = transaction;
        this.patience = properties.silencePatience();
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public WorkOutcome perform(WorkItem item, Lease lease) {
        var wish = codec.read(item.payload(), SilenceWish.class);
        var alert = Objects.requireNonNull(
                        transaction.execute(status -> care.getObject().find(wish.alert())))
                .orElse(null);
        if (alert == null) {
            return WorkOutcome.done(() -> {});
        }
        try {
            var silence = silencer.silence(alert, wish);
            return WorkOutcome.done(() -> care.getObject().silenced(wish.alert(), silence));
        } catch (Silencer.Refused e) {
            return failed(wish.alert(), e);
        } catch (Silencer.Unreachable e) {
            return isLate(wish) ? failed(wish.alert(), e) : WorkOutcome.again(PAUSE, () -> {});
        }
    }

    private boolean isLate(SilenceWish wish) {
        var now = transaction.execute(status -> care.getObject().now());
        return Objects.requireNonNull(now).isAfter(wish.askedAt().plus(patience));
    }

    private WorkOutcome failed(UUID alert, RuntimeException why) {
        var reason = Objects.toString(why.getMessage(), "");
        return WorkOutcome.done(() -> care.getObject().notSilenced(alert, reason));
    }
}
