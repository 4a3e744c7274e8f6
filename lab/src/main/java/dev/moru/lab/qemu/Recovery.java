package dev.moru.lab.qemu;

import java.util.List;
import java.util.Set;

/**
 * What a lab that was killed finds half-done. Its tasks end as {@code interrupted by signal}, and like a worker of
 * Proxmox that is interrupted they clean up: a VM that was being made is gone, any other lock of a task is taken off.
 */
public final class Recovery {

    private static final Set<String> BEING_MADE = Set.of("clone", "create");
    private static final Set<String> OF_A_TASK = Set.of("snapshot", "snapshot-delete", "rollback");

    private final Qemu qemu;
    private final Drives drives;

    public Recovery(Qemu qemu) {
        this.qemu = qemu;
        this.drives = new Drives(qemu);
    }

    public void cleanUp() {
        for (var vm : List.copyOf(qemu.vms().all())) {
            var lock = vm.lock();
            if (lock != null && BEING_MADE.contains(lock)) {
                drives.volumes(vm).forEach(qemu.storages()::free);
                qemu.pools().leave(vm.vmid());
                qemu.vms().remove(vm.vmid());
            } else if (lock != null && OF_A_TASK.contains(lock)) {
                qemu.vms().put(vm.without("lock"));
            }
        }
    }
}
