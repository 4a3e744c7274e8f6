package dev.moru.provisioning.server.proxmox;

import dev.moru.provisioning.server.CreateGuest;
import dev.moru.provisioning.server.GuestSource;
import dev.moru.provisioning.server.GuestState;
import dev.moru.provisioning.server.ResolvedNetwork;
import dev.moru.proxmox.Qemu;
import java.util.List;

/** A creation: clone or restore, shape, disks, boot, readiness. */
final class CreateEffect {

    private static final double MADE = 0.7;
    private static final double SHAPED = 0.75;

    private final Effect effect;
    private final CreateGuest request;
    private final MakeStep.Making making;
    private final TaskRunner tasks;
    private final GuestLookup lookup;

    CreateEffect(Effect effect, CreateGuest request) {
        this.effect = effect;
        this.request = request;
        this.making = making(effect, request);
        this.tasks = new TaskRunner(effect);
        this.lookup = new GuestLookup(effect.client(), request.guest());
    }

    private static MakeStep.Making making(Effect effect, CreateGuest request) {
        if (request.source() instanceof GuestSource.Image from) {
            return new CloneCall(effect.client(), request, from.template());
        }
        return new RestoreCall(effect.client(), request, ((GuestSource.Backup) request.source()).archive());
    }

    GuestState perform() {
        var vm = made(new ShapeStep(new ConfigWriter(effect, lookup), request, true));
        if (request.source() instanceof GuestSource.Backup from && !from.start()) {
            return reader().read(vm, vm.config(), List.of());
        }
        boot(vm);
        var warnings = new ReadyStep(effect, request, reader()).perform(vm);
        return reader().read(vm, vm.config(), warnings);
    }

    /** Without a network, and only to look whether it comes up. */
    GuestState tryOut() {
        var vm = made(new ShapeStep(new ConfigWriter(effect, lookup), request, false));
        boot(vm);
        effect.succeeded(StartStep.BOOT, "running");
        new LookStep(effect).perform(vm);
        return reader().read(vm, vm.config(), List.of());
    }

    private Qemu made(ShapeStep shape) {
        var intent = request.guest();
        effect.running(making.step(), 0, "VM " + intent.vmId() + " on " + intent.node());
        tasks.settle();
        var guest = new MakeStep(effect, tasks, lookup, request, making).perform();
        var vm = guest.vm();
        effect.running(making.step(), MADE, "giving it its shape", MakeStep.pointer(guest));
        shape.perform(vm);
        addDisks(vm);
        effect.succeeded(making.step(), "VM %d on %s".formatted(vm.vmid(), vm.node()));
        return vm;
    }

    private void boot(Qemu vm) {
        effect.running(StartStep.BOOT, 0, "starting VM " + vm.vmid());
        new StartStep(effect, tasks, lookup).perform(vm, StartStep.BOOT);
    }

    private GuestReader reader() {
        return new GuestReader(
                request.networks().stream().map(ResolvedNetwork::name).toList());
    }

    /** The first disk is the root disk, whatever it is called. */
    private void addDisks(Qemu vm) {
        var part = new TaskRunner.Part(making.step(), SHAPED, 1, "giving it its disks", false);
        var step = new DiskStep(effect, tasks, new ConfigWriter(effect, lookup), part);
        var disks = request.disks();
        for (int index = 0; index < disks.size(); index++) {
            step.bring(vm, disks.get(index), index == 0);
        }
    }
}
