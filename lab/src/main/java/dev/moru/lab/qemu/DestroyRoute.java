package dev.moru.lab.qemu;

import dev.moru.lab.api.ApiFailure;
import dev.moru.lab.api.Call;
import dev.moru.lab.ledger.Effect;
import dev.moru.lab.task.Script;
import dev.moru.lab.task.Worker;

/** {@code DELETE .../qemu/{vmid}}. */
final class DestroyRoute {

    private static final double DURATION = 0.15;

    private final Qemu qemu;
    private final Drives drives;

    DestroyRoute(Qemu qemu) {
        this.qemu = qemu;
        this.drives = new Drives(qemu);
    }

    String handle(Call call) {
        var vm = qemu.vms().toChange(call.node(), call.vmid());
        qemu.vms().strikeLockFaults(call);
        check(vm, call);
        var script = Script.begin(worker -> check(qemu.vms().lock(worker, vm.vmid()), call))
                .then(DURATION, worker -> destroy(call, worker));
        return qemu.tasks().start(call, call.node(), "qmdestroy", String.valueOf(vm.vmid()), script);
    }

    private void check(Vm vm, Call call) {
        Vms.requireNoConfigLock(vm, call);
        if ("1".equals(vm.config().get("protection"))) {
            throw ApiFailure.because("can't remove VM " + vm.vmid() + " - protection mode enabled");
        }
        if (vm.power().isOn()) {
            throw ApiFailure.because("VM " + vm.vmid() + " is running - destroy failed");
        }
        for (var volume : drives.volumes(vm)) {
            if (qemu.storages().linkedCloneOf(volume).isPresent()) {
                throw ApiFailure.because("base volume '" + volume.id() + "' is still in use by linked clones");
            }
        }
    }

    private void destroy(Call call, Worker worker) {
        var vm = qemu.vms().required(call.vmid());
        check(vm, call);
        if (call.flag("purge", false)) {
            worker.log("purging VM " + vm.vmid() + " from related configurations..");
        }
        drives.volumes(vm).forEach(volume -> drives.destroy(vm, volume));
        if (call.flag("destroy-unreferenced-disks", false)) {
            qemu.storages().disksOf(vm.node(), vm.vmid()).forEach(volume -> drives.destroy(vm, volume));
        }
        qemu.pools().leave(vm.vmid());
        qemu.pools().forgetRights(vm.vmid());
        qemu.vms().remove(vm.vmid());
        qemu.ledger().effect(Effect.VM_DESTROYED, vm.vmid(), vm.node(), vm.description());
        qemu.hosts().discard(vm.vmid());
        vm.snapshots().forEach((name, snapshot) -> qemu.hosts().forgetImage(snapshot.image(vm.vmid(), name)));
    }
}
