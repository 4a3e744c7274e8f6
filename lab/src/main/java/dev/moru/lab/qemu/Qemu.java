package dev.moru.lab.qemu;

import dev.moru.lab.access.Permissions;
import dev.moru.lab.estate.Estate;
import dev.moru.lab.fault.Faults;
import dev.moru.lab.ledger.Ledger;
import dev.moru.lab.storage.Archives;
import dev.moru.lab.storage.Storages;
import dev.moru.lab.task.Tasks;
import java.time.Clock;
import java.util.random.RandomGenerator;

/** What the VM endpoints work with. */
public record Qemu(
        Estate estate,
        Vms vms,
        Storages storages,
        Archives archives,
        Tasks tasks,
        Ledger ledger,
        Permissions permissions,
        Faults faults,
        Options options,
        PoolMembership pools,
        Hosts hosts,
        Clock clock,
        RandomGenerator random) {

    /** Which pool a guest is put into; kept by the cluster. */
    public interface PoolMembership {

        /** Throws when the pool does not exist. */
        void requireExisting(String pool);

        void join(String pool, int vmid);

        void leave(int vmid);

        /** Removes the access control entries of a guest that is gone. */
        void forgetRights(int vmid);
    }
}
