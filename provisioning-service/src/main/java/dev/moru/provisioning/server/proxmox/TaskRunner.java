package dev.moru.provisioning.server.proxmox;

import dev.moru.contracts.operation.StepRef;
import dev.moru.provisioning.server.Checkpoint;
import dev.moru.provisioning.server.EffectStopped;
import dev.moru.provisioning.site.HypervisorFailure;
import dev.moru.proxmox.ProxmoxException;
import dev.moru.proxmox.TaskLine;
import dev.moru.proxmox.TaskOutcome;
import dev.moru.proxmox.Upid;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Starts tasks of the cluster and waits for them; the name of each is stored before it is waited for. */
final class TaskRunner {

    /** Tasks that make a guest. One that is stopped leaves nothing but what the roll-back removes. */
    static final Set<String> MAKING = Set.of("qmclone", "qmrestore");

    /** After each, the cluster is asked whether it is still there: a wait for a site that is away must be seen. */
    private static final Duration LOOK = Duration.ofSeconds(15);

    /** How long a task may take to notice that it is to stop. */
    private static final Duration STOPPING = Duration.ofSeconds(30);

    private final Effect effect;

    TaskRunner(Effect effect) {
        this.effect = effect;
    }

    /**
     * What a task is to those who watch it.
     *
     * @param from part of the step that is done when it begins
     * @param to part of the step that is done when it ends
     * @param stoppable whether stopping it in the middle leaves nothing half-done
     */
    record Part(String step, double from, double to, String message, boolean stoppable) {

        double at(double progress) {
            return from + (to - from) * progress;
        }
    }

    /** Starts a task and waits for its end, whatever that is. */
    TaskEnd run(Part part, Supplier<Upid> call) {
        effect.stopIfAsked();
        return storeAndFollow(part, effect.patiently(call));
    }

    TaskEnd storeAndFollow(Part part, Upid upid) {
        effect.execution().checkpoint(new Checkpoint(part.step(), upid.node(), upid.toString(), Map.of()));
        return follow(part, upid);
    }

    /** The task that was waited for last, by this holder or by the one before. */
    Optional<Upid> lastTask() {
        return effect.execution()
                .lastCheckpoint()
                .flatMap(checkpoint -> Optional.ofNullable(checkpoint.task()))
                .map(Upid::parse);
    }

    /** Waits for what a predecessor started and did not see the end of; what came of it is seen in the world. */
    void settle() {
        effect.execution()
                .lastCheckpoint()
                .ifPresent(checkpoint -> lastTask().ifPresent(upid -> follow(goingOn(checkpoint.step(), upid), upid)));
    }

    private static Part goingOn(String step, Upid upid) {
        return new Part(step, 0, 0.5, "going on with what was begun", MAKING.contains(upid.type()));
    }

    TaskEnd follow(Part part, Upid upid) {
        effect.running(part.step(), part.from(), part.message(), new StepRef("upid", upid.node(), upid.toString()));
        var known = new AtomicInteger();
        while (true) {
            var outcome = await(upid, LOOK, part, known);
            if (!(outcome instanceof TaskOutcome.StillRunning)) {
                return new TaskEnd(upid, outcome);
            }
            if (part.stoppable() && effect.stopRequested()) {
                throw stopped(upid);
            }
            requireAnswer(upid);
        }
    }

    private TaskOutcome await(Upid upid, Duration limit, Part part, AtomicInteger known) {
        try {
            return effect.client()
                    .task(upid)
                    .await(
                            limit,
                            known.get(),
                            line -> tell(part, line, known),
                            () -> part.stoppable() && effect.stopRequested());
        } catch (InterruptedException interrupted) {
            throw Effect.interrupted(interrupted);
        }
    }

    private void tell(Part part, TaskLine line, AtomicInteger known) {
        known.set(line.number());
        effect.execution().log(part.step(), "out", line.text());
        line.progress().ifPresent(progress -> effect.running(part.step(), part.at(progress), part.message()));
    }

    private void requireAnswer(Upid upid) {
        try {
            effect.client().task(upid).status();
        } catch (ProxmoxException.NoSuchTask unknown) {
            // The wait itself decides when an unknown task is a lost one.
        }
    }

    /** Ends the task, and waits until it has ended: a stop is only told when nothing goes on. */
    private RuntimeException stopped(Upid upid) {
        try {
            effect.client().task(upid).stop();
        } catch (ProxmoxException.NoSuchTask lost) {
            // There is nothing to stop any more; what it left is found by whoever cleans up.
        }
        var quiet = new Part(upid.type(), 0, 0, "", false);
        var end = await(upid, STOPPING, quiet, new AtomicInteger(Integer.MAX_VALUE));
        return end instanceof TaskOutcome.StillRunning
                ? HypervisorFailure.passing(
                        "task-goes-on", "A task of the cluster does not stop", "task " + upid + " still runs", null)
                : new EffectStopped("task " + upid.type() + " was stopped");
    }
}
