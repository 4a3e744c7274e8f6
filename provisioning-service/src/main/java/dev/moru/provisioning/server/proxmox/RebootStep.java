package dev.moru.provisioning.server.proxmox;

import dev.moru.provisioning.server.Checkpoint;
import dev.moru.provisioning.site.HypervisorFailure;
import dev.moru.proxmox.Qemu;
import dev.moru.proxmox.TaskEntry;
import dev.moru.proxmox.TaskFilter;
import dev.moru.proxmox.TaskOutcome;
import dev.moru.proxmox.Upid;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Shuts a guest down and starts it again, once. A reboot leaves no state behind that tells whether it was done, so the
 * moment is stored before the call, and a successor looks for the task that was started since.
 */
final class RebootStep {

    private static final String TASK = "qmreboot";
    private static final String SINCE = "since";

    private final Effect effect;
    private final TaskRunner tasks;
    private final GuestLookup lookup;

    RebootStep(Effect effect, TaskRunner tasks, GuestLookup lookup) {
        this.effect = effect;
        this.tasks = tasks;
        this.lookup = lookup;
    }

    void perform(Qemu vm, String step) {
        var part = new TaskRunner.Part(step, 0.1, 1, "waiting for the guest to shut down and start again", false);
        var begun = begun(vm);
        if (begun.isPresent()) {
            judge(vm, tasks.follow(part, begun.get()));
        } else if (vm.status().isRunning()) {
            reboot(vm, step, part);
        }
    }

    /** Whether a predecessor began it. */
    boolean isBegun(Qemu vm) {
        return begun(vm).isPresent();
    }

    private void reboot(Qemu vm, String step, TaskRunner.Part part) {
        lookup.own(vm);
        effect.stopIfAsked();
        var since = effect.client().node(vm.node()).time().getEpochSecond();
        effect.execution().checkpoint(new Checkpoint(step, vm.node(), null, Map.of(SINCE, String.valueOf(since))));
        judge(vm, tasks.run(part, () -> vm.reboot(effect.properties().shutdown())));
    }

    private Optional<Upid> begun(Qemu vm) {
        var stored = tasks.lastTask();
        return stored.isPresent()
                ? stored.filter(task -> task.type().equals(TASK))
                : effect.execution()
                        .lastCheckpoint()
                        .flatMap(checkpoint ->
                                Optional.ofNullable(checkpoint.notes().get(SINCE)))
                        .flatMap(since -> startedSince(vm, Long.parseLong(since)));
    }

    private Optional<Upid> startedSince(Qemu vm, long since) {
        var filter = TaskFilter.all().of(vm.vmid()).type(TASK).since(Instant.ofEpochSecond(since));
        return effect.client().node(vm.node()).tasks(filter).stream()
                .findFirst()
                .map(TaskEntry::toUpid);
    }

    private void judge(Qemu vm, TaskEnd end) {
        end.failed().ifPresent(failed -> {
            throw StopStep.failure(end, failed);
        });
        if (end.outcome() instanceof TaskOutcome.Vanished vanished
                && !hasBootedSince(vm, end.task().startedAt())) {
            throw HypervisorFailure.permanent(
                    "reboot-lost",
                    "The guest was not rebooted",
                    "task " + end.task() + " ended without a word: " + vanished.reason(),
                    "reboot it again");
        }
    }

    /** A guest that is off, or on for a shorter time than that ago, went down meanwhile. */
    private boolean hasBootedSince(Qemu vm, Instant moment) {
        var status = vm.status();
        var age = Duration.between(moment, effect.client().node(vm.node()).time());
        return !status.isRunning() || status.uptimeSeconds() < age.toSeconds();
    }
}
