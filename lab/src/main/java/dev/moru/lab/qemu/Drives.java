package dev.moru.lab.qemu;

import dev.moru.lab.api.ApiFailure;
import dev.moru.lab.ledger.Effect;
import dev.moru.lab.storage.Size;
import dev.moru.lab.storage.Storages;
import dev.moru.lab.storage.Volume;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Makes, copies and removes the volumes behind the drives of a VM. */
final class Drives {

    private static final long CLOUD_INIT_BYTES = 4 * Size.MIB;

    private final Qemu qemu;

    Drives(Qemu qemu) {
        this.qemu = qemu;
    }

    /** The drives of a config that have a volume of their own, by option. */
    static Map<String, Disk> owned(Map<String, String> config) {
        var owned = new LinkedHashMap<String, Disk>();
        config.forEach((option, value) -> {
            if (Options.isDisk(option) && Disk.parse(value).isOwned()) {
                owned.put(option, Disk.parse(value));
            }
        });
        return owned;
    }

    Disk allocate(Vm vm, String option, Disk wanted, Consumer<String> log) {
        if (wanted.options().containsKey("import-from")) {
            return importVolume(vm, option, wanted, log);
        }
        var storage = qemu.storages().requireFor(vm.node(), wanted.storage(), "images");
        var format = storage.type().hasFiles() ? wanted.options().get("format") : null;
        var size = (long) (wanted.allocationGiB() * Size.GIB);
        var name = qemu.storages().freeDiskName(vm.node(), storage, vm.vmid(), format);
        var volume = qemu.storages()
                .allocate(vm.node(), storage, name, new Storages.Wanted(vm.vmid(), size, 0, format, "images", null));
        var disk = wanted.without("format").on(volume.id()).with("size", Size.print(size));
        log.accept(option + ": successfully created disk '" + disk.print() + "'");
        return disk;
    }

    private Disk importVolume(Vm vm, String option, Disk wanted, Consumer<String> log) {
        var source = wanted.options().get("import-from");
        var volume = qemu.storages()
                .find(vm.node(), String.valueOf(source))
                .orElseThrow(() -> ApiFailure.because("volume '" + source + "' does not exist"));
        if (!volume.content().equals("images") && !volume.content().equals("import")) {
            throw ApiFailure.because(
                    volume.id() + " has wrong type '" + volume.content() + "' - needs to be 'images' or 'import'");
        }
        var copied = copy(vm, wanted.storage(), volume);
        var disk = wanted.without("import-from")
                .without("format")
                .on(copied.id())
                .with("size", Size.print(copied.sizeBytes()));
        log.accept(option + ": successfully created disk '" + disk.print() + "'");
        return disk;
    }

    void requireRoomForCloudInit(Vm vm, Disk wanted) {
        var storage = qemu.storages().requireFor(vm.node(), wanted.storage(), "images");
        qemu.storages().requireRoom(vm.node(), storage, CLOUD_INIT_BYTES);
    }

    Disk cloudInitDrive(Vm vm, Disk wanted) {
        var storage = qemu.storages().requireFor(vm.node(), wanted.storage(), "images");
        var name = Storages.diskName(storage, vm.vmid(), "vm-" + vm.vmid() + "-cloudinit", null);
        var volume = qemu.storages()
                .allocate(
                        vm.node(),
                        storage,
                        name,
                        new Storages.Wanted(vm.vmid(), CLOUD_INIT_BYTES, CLOUD_INIT_BYTES, null, "images", null));
        return new Disk(volume.id(), Map.of()).with("media", "cdrom").with("size", Size.print(CLOUD_INIT_BYTES));
    }

    /** A full copy of a volume for another VM. */
    Volume copy(Vm target, String storageId, Volume source) {
        return fresh(target, storageId, source.sizeBytes(), source.usedBytes());
    }

    /** A volume that has this much data from the beginning. */
    Volume fresh(Vm target, String storageId, long sizeBytes, long usedBytes) {
        var storage = qemu.storages().requireFor(target.node(), storageId, "images");
        var format = storage.type().hasFiles() ? storage.type().defaultFormat() : null;
        var name = qemu.storages().freeDiskName(target.node(), storage, target.vmid(), format);
        return qemu.storages()
                .allocate(
                        target.node(),
                        storage,
                        name,
                        new Storages.Wanted(target.vmid(), sizeBytes, usedBytes, format, "images", null));
    }

    /** A volume that only keeps its differences to a base image. */
    Volume link(Vm target, Volume base) {
        var storage = qemu.storages().require(target.node(), base.storage());
        var name = base.name() + "/" + qemu.storages().freeDiskName(target.node(), storage, target.vmid(), null);
        return qemu.storages()
                .allocate(
                        target.node(),
                        storage,
                        name,
                        new Storages.Wanted(target.vmid(), base.sizeBytes(), 0, base.format(), "images", base.id()));
    }

    Volume volume(Vm vm, Disk disk) {
        return qemu.storages()
                .find(vm.node(), disk.file())
                .orElseThrow(() -> ApiFailure.because("volume '" + disk.file() + "' does not exist"));
    }

    List<Volume> volumes(Vm vm) {
        var volumes = new ArrayList<Volume>();
        vm.config().forEach((option, value) -> {
            if (Options.isDisk(option) || Options.isUnused(option)) {
                var disk = Disk.parse(value);
                if (disk.isOwned()) {
                    qemu.storages().find(vm.node(), disk.file()).ifPresent(volumes::add);
                }
            }
        });
        return volumes;
    }

    void recordCreated(Vm vm) {
        qemu.ledger().effect(Effect.DISK_CREATED, vm.vmid(), vm.node(), vm.description());
    }

    void destroy(Vm vm, Volume volume) {
        qemu.storages().free(volume);
        qemu.ledger().effect(Effect.DISK_DESTROYED, vm.vmid(), vm.node(), vm.description());
    }
}
