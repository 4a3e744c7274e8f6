package dev.moru.provisioning.server.proxmox;

import dev.moru.provisioning.server.ResolvedDisk;
import dev.moru.provisioning.site.HypervisorFailure;
import dev.moru.proxmox.Parameters;
import dev.moru.proxmox.Qemu;
import dev.moru.proxmox.QemuConfig;
import dev.moru.proxmox.RetryClass;
import dev.moru.proxmox.TaskOutcome;
import dev.moru.proxmox.Upid;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Grows the disks that are too small and adds those that are missing. Sizes are absolute, and nothing shrinks. */
final class DiskStep {

    private static final int ATTEMPTS = 6;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

    private final Effect effect;
    private final TaskRunner tasks;
    private final ConfigWriter writer;
    private final TaskRunner.Part part;

    /** @param part what of which step it is */
    DiskStep(Effect effect, TaskRunner tasks, ConfigWriter writer, TaskRunner.Part part) {
        this.effect = effect;
        this.tasks = tasks;
        this.writer = writer;
        this.part = part;
    }

    /** Looks after each attempt whether it is so: a task that vanished may have done its work. */
    void bring(Qemu vm, ResolvedDisk disk, boolean root) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var changed = new AtomicBoolean();
            writer.onFreshConfig(vm, config -> changed.set(change(vm, config, disk, root)));
            if (!changed.get()) {
                return;
            }
        }
        throw HypervisorFailure.passing(
                "disk-unchanged",
                "The disk does not become what it should",
                "disk %s of VM %d is not %d GiB after %d attempts"
                        .formatted(disk.name(), vm.vmid(), disk.sizeGiB(), ATTEMPTS),
                null);
    }

    /** Whether there was something to do. */
    private boolean change(Qemu vm, QemuConfig config, ResolvedDisk disk, boolean root) {
        var disks = new Disks(config);
        var place = disks.place(root ? Disks.ROOT : disk.name());
        if (place.isEmpty()) {
            if (root) {
                throw HypervisorFailure.permanent(
                        "image-without-disk", "The guest has no disk", "VM " + vm.vmid() + " has no disk", null);
            }
            add(vm, config, disk, disks.freePlace());
            return true;
        }
        if (config.diskGiB(place.get()) >= disk.sizeGiB()) {
            return false;
        }
        perform(() -> vm.resize(place.get(), disk.sizeGiB(), config.digest()));
        return true;
    }

    private void add(Qemu vm, QemuConfig config, ResolvedDisk disk, String place) {
        var value = "%s:%d,serial=%s".formatted(disk.storage(), disk.sizeGiB(), Disks.serial(disk.name()));
        perform(() -> vm.configureInTask(Parameters.of(place, value), config.digest()));
    }

    /** Some releases are done when they answer, and start no task. */
    private void perform(Supplier<Optional<Upid>> call) {
        effect.stopIfAsked();
        effect.patiently(call).ifPresent(upid -> {
            var end = tasks.storeAndFollow(part, upid);
            end.failed().filter(failed -> !isWorthAnother(failed)).ifPresent(failed -> {
                throw end.meaning(failed);
            });
            if (!end.outcome().isSuccess()) {
                effect.pause(effect.jittered(BETWEEN_ATTEMPTS));
            }
        });
    }

    /** Right after a clone a volume may not be seen yet. */
    private static boolean isWorthAnother(TaskOutcome.Failed failed) {
        return failed.retryClass() == RetryClass.RETRY
                || failed.retryClass() == RetryClass.DIGEST
                || failed.reason().contains("does not exist");
    }
}
