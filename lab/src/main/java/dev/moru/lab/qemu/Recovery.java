package dev.moru.lab.qemu;

import dev.moru.lab.guest.Guests;
import dev.moru.lab.storage.Archives;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a lab that was killed finds half-done. Its tasks end as {@code interrupted by signal}, and like a worker of
 * Proxmox that is interrupted they clean up: a VM that was being made is gone, any other lock of a task is taken off.
 */
public final class Recovery {

    private static final Set<String> BEING_MADE = Set.of("clone", "create");
    private static final Set<String> OF_A_TASK = Set.of("snapshot", "snapshot-delete", "rollback", "backup");

    private final Qemu qemu;
    private final Drives drives;
    private final Machines machines;
    private final PowerRoutes power;

    public Recovery(Qemu qemu) {
        this.qemu = qemu;
        this.drives = new Drives(qemu);
        this.machines = new Machines(qemu);
        this.power = new PowerRoutes(qemu);
    }

    public void cleanUp() {
        for (var vm : List.copyOf(qemu.vms().all())) {
            var lock = vm.lock();
            if (lock != null && BEING_MADE.contains(lock) && !isWhole(vm)) {
                drives.volumes(vm).forEach(qemu.storages()::free);
                qemu.pools().leave(vm.vmid());
                qemu.vms().remove(vm.vmid());
            } else if (lock != null && (OF_A_TASK.contains(lock) || BEING_MADE.contains(lock))) {
                qemu.vms().put(vm.without("lock"));
            }
        }
    }

    /** One that a restore was about to overwrite; a placeholder has no identity yet. */
    private static boolean isWhole(Vm vm) {
        return vm.config().containsKey("vmgenid");
    }

    /** What the hosts behind the VMs have to be like after that. */
    public Guests.World world() {
        var vms = qemu.vms().all();
        return new Guests.World(
                vms.stream()
                        .filter(vm -> vm.power().isOn() && !vm.container())
                        .map(machines::of)
                        .toList(),
                vms.stream().map(Vm::vmid).collect(Collectors.toSet()),
                images());
    }

    private Set<String> images() {
        var ofSnapshots = qemu.vms().all().stream().flatMap(Recovery::images);
        var ofBackups = qemu.archives().all().stream().map(volume -> Archives.image(volume.id()));
        return Stream.concat(ofSnapshots, ofBackups).collect(Collectors.toSet());
    }

    private static Stream<String> images(Vm vm) {
        return vm.snapshots().entrySet().stream()
                .map(snapshot -> snapshot.getValue().image(vm.vmid(), snapshot.getKey()));
    }

    /** A guest has switched itself off; a VM that is gone by now has nothing to note. */
    public void noteOff(int vmid) {
        if (qemu.vms().exists(vmid)) {
            power.noteOff(vmid);
        }
    }
}
