package dev.moru.backup.policy;

import dev.moru.contracts.backup.RetentionOwner;
import dev.moru.contracts.site.Condition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Has backups taken when they are due. A run that was missed is made up once, however many there would have been. All of it runs
 * in the caller's transaction, which is that of the timer where one is due, so that no run is asked for twice.
 */
public final class Scheduling {

    private final Policies policies;
    private final Protections protections;
    private final Schedules schedules;
    private final PolicyTimers timers;
    private final PolicyEvents events;
    private final RecoveryWatch watch;
    private final Pruning pruning;
    private final Supplier<Instant> now;

    /** @param now by the clock that timers fire by: a run that fires is over for it, and the next one lies ahead */
    public Scheduling(
            Policies policies,
            Protections protections,
            Schedules schedules,
            PolicyTimers timers,
            PolicyEvents events,
            RecoveryWatch watch,
            Pruning pruning,
            Supplier<Instant> now) {
        this.policies = policies;
        this.protections = protections;
        this.schedules = schedules;
        this.timers = timers;
        this.events = events;
        this.watch = watch;
        this.pruning = pruning;
        this.now = now;
    }

    /** @param command that brought it */
    public void apply(Policy policy, UUID command) {
        policies.apply(policy);
        policies.find(policy.id()).filter(policy::equals).ifPresent(known -> {
            scheduleNext(known, now.get());
            protections.under(known).forEach(server -> watch.lookAnew(server.server()));
        });
        events.applied(policy, command, conditions(policy));
    }

    /** What it has taken is kept: nothing says any more how long. */
    public void remove(UUID id, String name, long revision, UUID command) {
        var known = policies.find(id);
        policies.remove(id, revision);
        if (policies.find(id).isEmpty()) {
            timers.leavePolicy(id);
            known.stream()
                    .flatMap(policy -> protections.under(policy).stream())
                    .forEach(server -> watch.look(server.server()));
        }
        events.removed(id, name, revision, command);
    }

    /** A run is due. */
    public void run(UUID id) {
        policies.find(id).ifPresent(policy -> {
            scheduleNext(policy, now.get());
            if (policy.spec().enabled()) {
                protections.under(policy).forEach(server -> events.requestBackup(policy, server));
            }
        });
    }

    /** Holds a policy against all of its servers, if it is one of the project that this is asked for in. */
    public void prune(UUID id, @Nullable String project, boolean dryRun) {
        policies.find(id)
                .filter(policy -> policy.spec().project().equals(project))
                .ifPresent(
                        policy -> protections.under(policy).forEach(server -> pruning.prune(policy, server, dryRun)));
    }

    private void scheduleNext(Policy policy, Instant after) {
        var next = policy.spec().enabled()
                ? schedules.of(policy).flatMap(schedule -> schedule.after(after))
                : Optional.<Instant>empty();
        next.ifPresentOrElse(at -> timers.wakePolicy(policy.id(), at), () -> timers.leavePolicy(policy.id()));
    }

    private List<Condition> conditions(Policy policy) {
        var at = now.get();
        var conditions = new ArrayList<Condition>();
        conditions.add(schedules
                .of(policy)
                .flatMap(schedule -> schedule.after(at))
                .map(next -> policy.spec().enabled()
                        ? new Condition("Scheduled", "true", "Scheduled", "the next run is at " + next, at)
                        : new Condition("Scheduled", "false", "Disabled", "it takes no backups", at))
                .orElseGet(() -> new Condition(
                        "Scheduled",
                        "false",
                        "NeverDue",
                        "schedule %s in %s is never due"
                                .formatted(
                                        policy.spec().schedule(), policy.spec().timeZone()),
                        at)));
        if (policy.spec().retention().owner() == RetentionOwner.STORAGE) {
            conditions.add(new Condition("Pruned", "false", "ByStorage", "its storage prunes by itself", at));
        }
        return conditions;
    }
}
