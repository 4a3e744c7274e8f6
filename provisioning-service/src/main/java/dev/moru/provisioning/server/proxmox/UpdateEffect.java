package dev.moru.provisioning.server.proxmox;

import dev.moru.contracts.server.ApplyMode;
import dev.moru.contracts.server.DiskSpec;
import dev.moru.provisioning.server.GuestState;
import dev.moru.provisioning.server.ResolvedDisk;
import dev.moru.provisioning.server.UpdateGuest;
import dev.moru.proxmox.Qemu;
import dev.moru.proxmox.QemuConfig;
import java.util.List;

/**
 * A change of a guest. Only what differs between the two specs is written, so that what somebody changed in Proxmox VE
 * stays as it is. What a running guest cannot take waits for its next boot, which only an explicit restart brings about.
 */
final class UpdateEffect {

    private static final String APPLY = "apply";
    private static final String RESTART = "restart";

    private final Effect effect;
    private final UpdateGuest request;
    private final TaskRunner tasks;
    private final GuestLookup lookup;

    UpdateEffect(Effect effect, UpdateGuest request) {
        this.effect = effect;
        this.request = request;
        this.tasks = new TaskRunner(effect);
        this.lookup = new GuestLookup(effect.client(), request.guest());
    }

    GuestState perform() {
        effect.running(APPLY, 0, "VM " + request.guest().vmId());
        tasks.settle();
        var vm = lookup.required().vm();
        var writer = new ConfigWriter(effect, lookup);
        writer.write(vm, this::wanted);
        changeDisks(vm, writer);
        var reader = new GuestReader(request.after().networks().stream()
                .map(network -> network.network())
                .toList());
        var state = reader.read(vm, lookup.own(vm), List.of());
        effect.succeeded(
                APPLY, state.pending().isEmpty() ? "in force" : "in force, but for what waits for the next boot");
        if (request.apply() != ApplyMode.RESTART) {
            return state;
        }
        return restart(vm, state) ? reader.read(vm, lookup.own(vm), List.of()) : state;
    }

    private Changes wanted(QemuConfig present) {
        var before = request.before();
        var after = request.after();
        var changes = new Changes(present);
        if (before.cores() != after.cores()) {
            changes.cores(after.cores());
        }
        if (before.memoryMiB() != after.memoryMiB()) {
            changes.memory(after.memoryMiB());
        }
        if (!before.tags().equals(after.tags())) {
            changes.tags(after.tags());
        }
        if (!before.description().equals(after.description())) {
            changes.description(
                    Description.of(after.description(), request.guest().mark()));
        }
        return changes;
    }

    private void changeDisks(Qemu vm, ConfigWriter writer) {
        var part = new TaskRunner.Part(APPLY, 0.3, 0.9, "changing disks", false);
        var step = new DiskStep(effect, tasks, writer, part);
        var disks = request.disks();
        for (int index = 0; index < disks.size(); index++) {
            if (isChanged(disks.get(index))) {
                step.bring(vm, disks.get(index), index == 0);
            }
        }
    }

    private boolean isChanged(ResolvedDisk disk) {
        return request.before().disks().stream()
                .filter(known -> known.name().equals(disk.name()))
                .map(DiskSpec::sizeGiB)
                .noneMatch(size -> size == disk.sizeGiB());
    }

    /** Whether the guest was restarted, by this holder or by the one before. */
    private boolean restart(Qemu vm, GuestState state) {
        var reboot = new RebootStep(effect, tasks, lookup);
        if (!state.power().equals("running") || state.pending().isEmpty() && !reboot.isBegun(vm)) {
            effect.skipped(RESTART, "nothing waits for a restart");
            return false;
        }
        reboot.perform(vm, RESTART);
        new StartStep(effect, tasks, lookup).perform(vm, RESTART);
        effect.succeeded(RESTART, "restarted");
        return true;
    }
}
