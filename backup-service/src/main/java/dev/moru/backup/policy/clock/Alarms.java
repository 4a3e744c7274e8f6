package dev.moru.backup.policy.clock;

import dev.moru.backup.BackupProperties;
import dev.moru.backup.point.RestorePoints;
import dev.moru.backup.point.StorageLook;
import dev.moru.backup.policy.PolicyTimers;
import dev.moru.backup.policy.RecoveryWatch;
import dev.moru.backup.policy.Scheduling;
import dev.moru.durable.timer.TimerHandler;
import dev.moru.durable.timer.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** Timers of the database: each fires once over all replicas, and one whose time has passed meanwhile fires at the start. */
@Component
class Alarms implements PolicyTimers, TimerHandler, SmartInitializingSingleton {

    private static final String POLICY = "policy:";
    private static final String SERVER = "server:";

    private static final String LOOK = "look";

    private final Timers timers;
    private final StorageLook look;
    private final RestorePoints points;
    private final Duration betweenLooks;
    private final ObjectProvider<Scheduling> scheduling;
    private final ObjectProvider<RecoveryWatch> watch;

    Alarms(
            Timers timers,
            ObjectProvider<Scheduling> scheduling,
            ObjectProvider<RecoveryWatch> watch,
            StorageLook look,
            RestorePoints points,
            BackupProperties properties) {
        this.timers = timers;
        this.look = look;
        this.points = points;
        this.betweenLooks = properties.backup().look();
        this.scheduling = scheduling;
        this.watch = watch;
    }

    @Override
    public void wakePolicy(UUID policy, Instant at) {
        timers.schedule(POLICY + policy, at, "");
    }

    @Override
    public void leavePolicy(UUID policy) {
        timers.cancel(List.of(POLICY + policy));
    }

    @Override
    public void wakeServer(UUID server, Instant at) {
        timers.schedule(SERVER + server, at, "");
    }

    @Override
    public void leaveServer(UUID server) {
        timers.cancel(List.of(SERVER + server));
    }

    @Override
    public void fire(String key, String payload) {
        if (key.startsWith(POLICY)) {
            scheduling.getObject().run(UUID.fromString(key.substring(POLICY.length())));
        } else if (key.startsWith(SERVER)) {
            watch.getObject().look(UUID.fromString(key.substring(SERVER.length())));
        } else if (key.equals(LOOK)) {
            look.begin();
            scheduleLook();
        }
    }

    @Override
    public void afterSingletonsInstantiated() {
        scheduleLook();
    }

    private void scheduleLook() {
        timers.scheduleIn(LOOK, betweenLooks, "");
    }
}
