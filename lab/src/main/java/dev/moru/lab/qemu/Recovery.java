package dev.moru.lab.qemu;

import dev.moru.lab.storage.Storages;
import java.util.List;
import java.util.Set;

/**
 * What a lab that was killed finds half-done. Its tasks end as {@code interrupted by signal}, and like a worker of
 * Proxmox that is interrupted they clean up: a VM that was being made is gone, any other lock of a task is taken off.
 */
public final class Recovery {

    private static final Set<String> BEING_MADE = Set.of("clone", "create");
    private static final Set<String> OF_A_TASK = Set.of("snapshot", "snapshot-delete", "rollback");

    private final Vms vms;
    private final Storages storages;
    private final Qemu.PoolMembership pools;

    public Recovery(Vms vms, Storages storages, Qemu.PoolMembership pools) {
        this.vms = vms;
        this.storages = storages;
        this.pools = pools;
    }

    public void cleanUp() {
        for (var vm : List.copyOf(vms.all())) {
            var lock = vm.lock();
            if (lock != null && BEING_MADE.contains(lock)) {
                storages.ofGuest(vm.node(), vm.vmid()).forEach(storages::free);
                pools.leave(vm.vmid());
                vms.remove(vm.vmid());
            } else if (lock != null && OF_A_TASK.contains(lock)) {
                vms.put(vm.without("lock"));
            }
        }
    }
}
