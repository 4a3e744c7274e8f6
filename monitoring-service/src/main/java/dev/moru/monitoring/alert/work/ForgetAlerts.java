package dev.moru.monitoring.alert.work;

import dev.moru.durable.timer.TimerHandler;
import dev.moru.durable.timer.Timers;
import dev.moru.monitoring.MonitoringProperties;
import dev.moru.monitoring.alert.Alerts;
import java.time.Duration;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** Forgets alerts that ended long ago, some at a time, so that no transaction is long; what was told of them stays told. */
@Component
class ForgetAlerts implements TimerHandler, SmartInitializingSingleton {

    private static final String KEY = "forget-alerts";
    private static final int AT_MOST = 1_000;
    private static final Duration NEXT_ROUND = Duration.ofHours(1);

    private final Timers timers;
    private final Alerts alerts;
    private final Duration keep;

    ForgetAlerts(Timers timers, Alerts alerts, MonitoringProperties properties) {
        this.timers = timers;
        this.alerts = alerts;
        this.keep = properties.keepAlerts();
    }

    @Override
    public void afterSingletonsInstantiated() {
        schedule(Duration.ZERO);
    }

    @Override
    public void fire(String key, String payload) {
        boolean more = alerts.forget(keep, AT_MOST);
        schedule(more ? Duration.ZERO : NEXT_ROUND);
    }

    private void schedule(Duration pause) {
        timers.scheduleIn(KEY, pause, "");
    }
}
