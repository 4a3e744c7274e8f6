package dev.moru.provisioning.server.proxmox;

import dev.moru.contracts.operation.StepRef;
import dev.moru.provisioning.server.Checkpoint;
import dev.moru.provisioning.server.EffectStopped;
import dev.moru.provisioning.server.Execution;
import dev.moru.provisioning.server.StepReport;
import dev.moru.provisioning.site.HypervisorFailure;
import dev.moru.provisioning.site.Site;
import dev.moru.provisioning.site.proxmox.ProxmoxProperties;
import dev.moru.proxmox.Deadline;
import dev.moru.proxmox.ProxmoxClient;
import dev.moru.proxmox.ProxmoxException;
import dev.moru.proxmox.Ticker;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** One operation on a guest while it is performed: the cluster, those who wait for it, and how patient it is. */
record Effect(
        ProxmoxClient client,
        Site site,
        Execution execution,
        ProxmoxProperties properties,
        Waits waits,
        boolean stoppable) {

    /** How time passes, and how much of it at a time. */
    record Waits(Ticker ticker, RandomGenerator random) {}

    private static final Duration FIRST_POLL = Duration.ofMillis(100);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    void running(String step, double fraction, String message, StepRef... refs) {
        execution.report(StepReport.running(step, fraction, message, refs));
    }

    void succeeded(String step, String message, StepRef... refs) {
        execution.report(StepReport.succeeded(step, message, refs));
    }

    void skipped(String step, String message) {
        execution.report(StepReport.skipped(step, message));
    }

    void simulated(String step, String message) {
        execution.report(StepReport.simulated(step, message));
    }

    /** The same, but it goes on whatever is asked: for what has to be undone in any case. */
    Effect unstoppable() {
        return new Effect(client, site, execution, properties, waits, false);
    }

    boolean stopRequested() {
        return stoppable && execution.stopRequested();
    }

    /** To be called where nothing is under way, so that stopping here leaves nothing going on. */
    void stopIfAsked() {
        if (stopRequested()) {
            throw new EffectStopped("stopped before the next call");
        }
    }

    Deadline in(Duration limit) {
        return Deadline.in(limit, waits.ticker());
    }

    void pause(Duration duration) {
        try {
            waits.ticker().pause(duration);
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    static HypervisorFailure interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return HypervisorFailure.passing("interrupted", "The service stops", "the wait was interrupted", cause);
    }

    private void begin() {
        if (execution.lastCheckpoint().isEmpty()) {
            execution.checkpoint(Checkpoint.BEGUN);
        }
    }

    /**
     * Makes a call that writes and that locks of others may stand against, again and again with jitter, because many clones of one
     * template collide on such locks. What it throws in the end is the last refusal.
     */
    <T> T patiently(Supplier<T> call) {
        begin();
        var deadline = in(properties.lockPatience());
        var pause = POLL;
        while (true) {
            try {
                return call.get();
            } catch (ProxmoxException.Busy | ProxmoxException.Locked held) {
                if (deadline.hasPassed() || stopRequested()) {
                    throw held;
                }
                pause(jittered(pause));
                pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
            }
        }
    }

    /** Between half of a pause and one and a half of it. */
    Duration jittered(Duration pause) {
        return pause.dividedBy(2).plusMillis(waits.random().nextLong(pause.toMillis() + 1));
    }

    /** Looks again and again until it is so; false when that took too long or a stop was asked for. */
    boolean becomesTrue(Duration limit, BooleanSupplier condition) {
        var deadline = in(limit);
        var pause = FIRST_POLL;
        while (!condition.getAsBoolean()) {
            if (deadline.hasPassed() || stopRequested()) {
                return false;
            }
            pause(shorter(pause, deadline.remaining()));
            pause = shorter(pause.multipliedBy(2), POLL);
        }
        return true;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
