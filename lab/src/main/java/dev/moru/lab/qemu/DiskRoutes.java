package dev.moru.lab.qemu;

import dev.moru.lab.api.ApiFailure;
import dev.moru.lab.api.Call;
import dev.moru.lab.api.Routes;
import dev.moru.lab.storage.Size;
import dev.moru.lab.storage.Volume;
import dev.moru.lab.task.Script;
import dev.moru.lab.task.Worker;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Moving, unlinking and converting the disks of a VM. */
final class DiskRoutes {

    private static final double MOVE = 0.5;
    private static final double CONVERT = 0.1;

    private final Qemu qemu;
    private final Drives drives;

    DiskRoutes(Qemu qemu) {
        this.qemu = qemu;
        this.drives = new Drives(qemu);
    }

    void addTo(Routes routes) {
        routes.post("/nodes/{node}/qemu/{vmid}/move_disk", this::move)
                .put("/nodes/{node}/qemu/{vmid}/unlink", this::unlink)
                .post("/nodes/{node}/qemu/{vmid}/template", this::convert);
    }

    private String move(Call call) {
        if (call.has("target-vmid") || call.has("target-disk")) {
            throw new ApiFailure(501, "Method 'POST " + call.path() + "' with a target VM not implemented");
        }
        var vm = qemu.vms().unlocked(call);
        Digest.requireCurrent(vm, call, "detected modified configuration - file changed by other user? Try again.");
        checkMove(vm, call);
        var script = Script.begin(worker -> Vms.requireNoConfigLock(qemu.vms().lock(worker, vm.vmid()), call))
                .then(MOVE, worker -> complete(call, worker));
        return qemu.tasks().start(call, call.node(), "qmmove", String.valueOf(vm.vmid()), script);
    }

    private void checkMove(Vm vm, Call call) {
        var source = drives.volume(vm, disk(vm, call.text("disk")));
        var target = qemu.storages().requireFor(vm.node(), storage(call), "images");
        qemu.permissions().require(call.caller(), "/storage/" + target.id(), "Datastore.AllocateSpace");
        var format = call.text("format", target.type().defaultFormat());
        if (target.id().equals(source.storage()) && format.equals(source.format())) {
            throw ApiFailure.because("you can't move to the same storage with same format");
        }
        if (call.flag("delete", false) && !vm.snapshots().isEmpty()) {
            throw ApiFailure.because("you can't move a disk with snapshots and delete the source");
        }
    }

    private static String storage(Call call) {
        return call.find("storage")
                .orElseThrow(() -> ApiFailure.badParameter("storage", "either 'storage' or 'target-vmid' is required"));
    }

    private static Disk disk(Vm vm, String option) {
        return vm.option(option)
                .map(Disk::parse)
                .orElseThrow(() -> ApiFailure.because("disk '" + option + "' does not exist"));
    }

    private void complete(Call call, Worker worker) {
        var vm = qemu.vms().required(call.vmid());
        var option = call.text("disk");
        var disk = disk(vm, option);
        var source = drives.volume(vm, disk);
        worker.log("create full clone of drive " + option + " (" + source.id() + ")");
        var copy = drives.copy(vm, storage(call), source);
        drives.recordCreated(vm);
        var size = Size.human(source.sizeBytes());
        worker.log("transferred " + size + " of " + size + " (100.00%)");
        var config = new TreeMap<>(vm.config());
        config.put(option, disk.on(copy.id()).print());
        if (call.flag("delete", false)) {
            drives.destroy(vm, source);
        } else {
            config.put(ConfigUpdate.freeUnused(config), source.id());
        }
        qemu.vms().put(vm.withConfig(config));
    }

    private @Nullable Object unlink(Call call) {
        var vm = qemu.vms().unlocked(call);
        var config = new TreeMap<>(vm.config());
        for (var option : call.list("idlist")) {
            var value = config.remove(option);
            if (value == null) {
                continue;
            }
            var disk = Disk.parse(value);
            if (call.flag("force", false) || Options.isUnused(option)) {
                qemu.storages().find(vm.node(), disk.file()).ifPresent(volume -> drives.destroy(vm, volume));
            } else if (disk.isOwned()) {
                config.put(ConfigUpdate.freeUnused(config), disk.file());
            }
        }
        qemu.vms().put(vm.withConfig(config));
        return null;
    }

    private String convert(Call call) {
        var vm = qemu.vms().unlocked(call);
        if (vm.isTemplate()) {
            throw ApiFailure.because("you can't convert a template to a template");
        }
        if (!vm.snapshots().isEmpty()) {
            throw ApiFailure.because("unable to create template, because VM contains snapshots");
        }
        if (vm.power().isOn()) {
            throw ApiFailure.because("you can't convert a VM to template if VM is running");
        }
        var script = Script.begin(worker -> qemu.vms().lock(worker, vm.vmid()))
                .then(CONVERT, worker -> rename(qemu.vms().required(vm.vmid())));
        return qemu.tasks().start(call, call.node(), "qmtemplate", String.valueOf(vm.vmid()), script);
    }

    private void rename(Vm vm) {
        var config = new TreeMap<>(vm.config());
        Drives.owned(vm.config()).forEach((option, disk) -> {
            if (!disk.isCloudInit()) {
                config.put(
                        option,
                        disk.on(asBase(vm, drives.volume(vm, disk)).id()).print());
            }
        });
        config.put("template", "1");
        qemu.vms().put(vm.withConfig(config));
    }

    private Volume asBase(Vm vm, Volume volume) {
        return qemu.storages()
                .rename(volume, volume.name().replace("vm-" + vm.vmid() + "-disk-", "base-" + vm.vmid() + "-disk-"));
    }
}
