package dev.moru.notification.delivery.work;

import dev.moru.durable.timer.Timers;
import dev.moru.notification.NotificationProperties;
import dev.moru.notification.delivery.Dispatches;
import java.time.Duration;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** Forgets old deliveries, some at a time, so that no transaction is long; the journal keeps what was reported of them. */
@Component
class ForgetDeliveries implements SmartInitializingSingleton {

    private static final String KEY = "forget-deliveries";
    private static final int AT_MOST = 1_000;
    private static final Duration NEXT_ROUND = Duration.ofHours(1);

    private final Timers timers;
    private final Dispatches dispatches;
    private final Duration keep;

    ForgetDeliveries(Timers timers, Dispatches dispatches, NotificationProperties properties) {
        this.timers = timers;
        this.dispatches = dispatches;
        this.keep = properties.keepDeliveries();
    }

    @Override
    public void afterSingletonsInstantiated() {
        schedule(Duration.ZERO);
    }

    void forget() {
        boolean more = dispatches.forget(keep, AT_MOST);
        schedule(more ? Duration.ZERO : NEXT_ROUND);
    }

    private void schedule(Duration pause) {
        timers.scheduleIn(KEY, pause, "");
    }
}
