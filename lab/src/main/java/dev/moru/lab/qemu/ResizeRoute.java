package dev.moru.lab.qemu;

import dev.moru.lab.api.ApiFailure;
import dev.moru.lab.api.Call;
import dev.moru.lab.storage.Size;
import dev.moru.lab.task.Script;

/** {@code PUT .../resize}: all checks run inside the worker, so they arrive as its exit status. */
final class ResizeRoute {

    private final Qemu qemu;
    private final Drives drives;

    ResizeRoute(Qemu qemu) {
        this.qemu = qemu;
        this.drives = new Drives(qemu);
    }

    String handle(Call call) {
        var vm = qemu.vms().toChange(call.node(), call.vmid());
        qemu.vms().strikeLockFaults(call);
        var script = Script.begin(worker -> Vms.requireNoConfigLock(qemu.vms().lock(worker, vm.vmid()), call))
                .then(0.05, worker -> resize(call));
        return qemu.tasks().start(call, call.node(), "resize", String.valueOf(vm.vmid()), script);
    }

    private void resize(Call call) {
        var vm = qemu.vms().required(call.vmid());
        Digest.requireCurrent(vm, call, "checksum mismatch (file change by other user?)");
        var option = call.text("disk");
        var disk = vm.option(option)
                .map(Disk::parse)
                .orElseThrow(() -> ApiFailure.because("disk '" + option + "' does not exist"));
        if (disk.isCdrom()) {
            throw ApiFailure.because("you can't resize a cdrom");
        }
        var volume = drives.volume(vm, disk);
        var size = newSize(volume.sizeBytes(), call.text("size"));
        if (size < volume.sizeBytes()) {
            throw ApiFailure.because("shrinking disks is not supported");
        }
        qemu.storages().requireRoom(vm.node(), qemu.storages().require(vm.node(), volume.storage()), 0);
        qemu.storages().resize(volume, size);
        qemu.vms().put(vm.with(option, disk.with("size", Size.print(size)).print()));
    }

    /** Whole KiB, as images are. */
    private static long newSize(long present, String asked) {
        var bytes = Size.parse(asked.startsWith("+") ? asked.substring(1) : asked);
        var size = asked.startsWith("+") ? present + bytes : bytes;
        return (size + Size.KIB - 1) / Size.KIB * Size.KIB;
    }
}
