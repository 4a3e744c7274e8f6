package dev.moru.backup.policy;

import dev.moru.backup.point.RestorePoint;
import dev.moru.backup.point.RestorePoints;
import dev.moru.contracts.backup.RecoveryPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Watches how old the newest backup of each server is. All of it runs in the caller's transaction. */
public final class RecoveryWatch {

    private final Policies policies;
    private final Protections protections;
    private final RestorePoints points;
    private final Schedules schedules;
    private final PolicyTimers timers;
    private final PolicyEvents events;
    private final Duration grace;

    /** @param grace how much later than the schedule says a backup may be there */
    public RecoveryWatch(
            Policies policies,
            Protections protections,
            RestorePoints points,
            Schedules schedules,
            PolicyTimers timers,
            PolicyEvents events,
            Duration grace) {
        this.policies = policies;
        this.protections = protections;
        this.points = points;
        this.schedules = schedules;
        this.timers = timers;
        this.events = events;
        this.grace = grace;
    }

    /** Looks at a server: at its time, and whenever its policy or its newest backup has changed. */
    public void look(UUID server) {
        var protection = protections.find(server);
        if (protection.isEmpty()) {
            timers.leaveServer(server);
            return;
        }
        var known = protection.get();
        policyOf(known).ifPresentOrElse(policy -> look(known, policy), () -> leave(known));
    }

    /** Tells anew of a server: what its policy wants is another thing now. */
    void lookAnew(UUID server) {
        protections.missed(server, null);
        look(server);
    }

    private void leave(Protection server) {
        if (server.missed() != null) {
            protections.missed(server.server(), null);
        }
        timers.leaveServer(server.server());
    }

    private Optional<Policy> policyOf(Protection protection) {
        return protection.policy() == null
                ? Optional.empty()
                : policies.find(protection.project(), protection.policy())
                        .filter(policy -> policy.spec().enabled());
    }

    private void look(Protection server, Policy policy) {
        var newest = newest(server.server());
        var due = dueAt(policy, newest == null || newest.isBefore(server.since()) ? server.since() : newest);
        if (due.isEmpty()) {
            leave(server);
            return;
        }
        var now = points.now();
        boolean missed = !due.get().isAfter(now);
        tell(
                server,
                new RecoveryPoint(server.server(), server.name(), policy.id(), policy.name(), newest, due.get()),
                missed);
        if (missed) {
            timers.leaveServer(server.server());
        } else {
            timers.wakeServer(server.server(), due.get());
        }
    }

    private void tell(Protection server, RecoveryPoint point, boolean missed) {
        if (Objects.equals(missed, server.missed())) {
            return;
        }
        protections.missed(server.server(), missed);
        if (missed) {
            events.missed(point, server);
        } else {
            events.met(point, server);
        }
    }

    /** When the next backup has to be there, counted from the last one, or from when the server came under its policy. */
    private Optional<Instant> dueAt(Policy policy, Instant last) {
        var allowed = policy.spec().recoveryPoint();
        if (allowed != null) {
            return Optional.of(last.plus(allowed));
        }
        return schedules.of(policy).flatMap(schedule -> schedule.after(last)).map(next -> next.plus(grace));
    }

    private @Nullable Instant newest(UUID server) {
        return points.availableOf(server).stream()
                .findFirst()
                .map(RestorePoint::backup)
                .map(backup -> backup.takenAt())
                .orElse(null);
    }
}
