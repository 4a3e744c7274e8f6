package dev.moru.provisioning.server.proxmox;

import dev.moru.provisioning.server.CreateGuest;
import dev.moru.provisioning.server.GuestState;
import dev.moru.provisioning.server.ResolvedNetwork;
import dev.moru.proxmox.Qemu;

/** A creation: clone, shape, disks, boot, readiness. */
final class CreateEffect {

    private static final double CLONED = 0.7;
    private static final double SHAPED = 0.75;

    private final Effect effect;
    private final CreateGuest request;
    private final TaskRunner tasks;
    private final GuestLookup lookup;

    CreateEffect(Effect effect, CreateGuest request) {
        this.effect = effect;
        this.request = request;
        this.tasks = new TaskRunner(effect);
        this.lookup = new GuestLookup(effect.client(), request.guest());
    }

    GuestState perform() {
        effect.running(
                CloneStep.NAME,
                0,
                "VM " + request.guest().vmId() + " on " + request.guest().node());
        tasks.settle();
        var guest = new CloneStep(effect, tasks, lookup, request).perform();
        var vm = guest.vm();
        var writer = new ConfigWriter(effect, lookup);
        effect.running(CloneStep.NAME, CLONED, "giving it its shape", CloneStep.pointer(guest));
        new ShapeStep(writer, request).perform(vm);
        var part = new TaskRunner.Part(CloneStep.NAME, SHAPED, 1, "giving it its disks", false);
        addDisks(vm, new DiskStep(effect, tasks, writer, part));
        effect.succeeded(CloneStep.NAME, "VM %d on %s".formatted(vm.vmid(), vm.node()));

        effect.running(StartStep.BOOT, 0, "starting VM " + vm.vmid());
        new StartStep(effect, tasks, lookup).perform(vm, StartStep.BOOT);
        var reader = new GuestReader(
                request.networks().stream().map(ResolvedNetwork::name).toList());
        var warnings = new ReadyStep(effect, request, reader).perform(vm);
        return reader.read(vm, vm.config(), warnings);
    }

    /** The first disk is the root disk, whatever it is called. */
    private void addDisks(Qemu vm, DiskStep step) {
        var disks = request.disks();
        for (int index = 0; index < disks.size(); index++) {
            step.bring(vm, disks.get(index), index == 0);
        }
    }
}
