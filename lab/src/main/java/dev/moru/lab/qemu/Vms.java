package dev.moru.lab.qemu;

import dev.moru.lab.api.ApiFailure;
import dev.moru.lab.api.Busy;
import dev.moru.lab.api.Call;
import dev.moru.lab.api.Locks;
import dev.moru.lab.fault.FaultKind;
import dev.moru.lab.fault.Faults;
import dev.moru.lab.state.Journal;
import dev.moru.lab.state.Table;
import dev.moru.lab.task.Worker;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All guests of the cluster, and the locks on them. */
public final class Vms {

    /** How long Proxmox waits for a VM's file lock, by what is done under it. */
    static final Duration LOCK_PATIENCE = Duration.ofSeconds(10);

    static final Duration CLONE_LOCK_PATIENCE = Duration.ofSeconds(1);

    private final Table<Vm> table;
    private final Locks locks;
    private final Faults faults;

    public Vms(Journal journal, Locks locks, Faults faults) {
        this.table = journal.table("vm", Vm.class);
        this.locks = locks;
        this.faults = faults;
    }

    private static String key(int vmid) {
        return "%09d".formatted(vmid);
    }

    /** By id. */
    public Collection<Vm> all() {
        return table.rows();
    }

    public List<Vm> on(String node, boolean containers) {
        return table.rows().stream()
                .filter(vm -> vm.node().equals(node) && vm.container() == containers)
                .sorted(Comparator.comparingInt(Vm::vmid))
                .toList();
    }

    public Optional<Vm> find(int vmid) {
        return Optional.ofNullable(table.get(key(vmid)));
    }

    public boolean exists(int vmid) {
        return table.has(key(vmid));
    }

    public void put(Vm vm) {
        table.put(key(vm.vmid()), vm);
    }

    public void remove(int vmid) {
        table.remove(key(vmid));
    }

    /** For reads: a missing VM is a missing file. */
    public Vm toRead(String node, int vmid) {
        return find(vmid)
                .filter(vm -> vm.node().equals(node) && !vm.container())
                .orElseThrow(() -> ApiFailure.because(
                        "Configuration file 'nodes/" + node + "/qemu-server/" + vmid + ".conf' does not exist"));
    }

    /** For actions, which word it another way. */
    public Vm toChange(String node, int vmid) {
        return find(vmid)
                .filter(vm -> vm.node().equals(node) && !vm.container())
                .orElseThrow(() -> ApiFailure.because(
                        "unable to find configuration file for VM " + vmid + " on node '" + node + "'"));
    }

    /** A VM that a call may change at once: its file lock is free and its config not locked. */
    public Vm unlocked(Call call) {
        var vm = toChange(call.node(), call.vmid());
        strikeLockFaults(call);
        requireFileLock(vm.vmid(), LOCK_PATIENCE);
        requireNoConfigLock(vm, call);
        return vm;
    }

    void strikeLockFaults(Call call) {
        var method = call.endpoint().method();
        faults.strike(FaultKind.LOCK_FILE, method, call.path()).ifPresent(fault -> {
            throw ApiFailure.because(fileLockText(call.vmid()));
        });
        faults.strike(FaultKind.LOCK_STORAGE, method, call.path()).ifPresent(fault -> {
            throw ApiFailure.because("cfs-lock 'storage-" + fault.text("shared") + "' error: got lock request timeout");
        });
        faults.strike(FaultKind.LOCK_CONFIG, method, call.path()).ifPresent(fault -> {
            throw ApiFailure.because("VM is locked (" + fault.text("backup") + ")");
        });
    }

    void requireFileLock(int vmid, Duration patience) {
        if (!locks.isFree(fileLock(vmid))) {
            throw new Busy(fileLock(vmid), patience, fileLockText(vmid));
        }
    }

    static void requireNoConfigLock(Vm vm, Call call) {
        if (call.flag("skiplock", false)) {
            if (!call.caller().isRoot()) {
                throw ApiFailure.badParameter("skiplock", "Only root may use this option.");
            }
            return;
        }
        if (vm.lock() != null) {
            throw ApiFailure.because("VM is locked (" + vm.lock() + ")");
        }
    }

    static String fileLock(int vmid) {
        return "vm/" + vmid;
    }

    private static String fileLockText(int vmid) {
        return "can't lock file '/var/lock/qemu-server/lock-" + vmid + ".conf' - got timeout";
    }

    /** Takes the file lock for a task and answers the VM as it is under it. */
    Vm lock(Worker worker, int vmid) {
        return lock(worker, vmid, LOCK_PATIENCE);
    }

    Vm lock(Worker worker, int vmid, Duration patience) {
        worker.hold(fileLock(vmid), patience, fileLockText(vmid));
        return required(vmid);
    }

    Vm required(int vmid) {
        return find(vmid).orElseThrow(() -> ApiFailure.because("VM " + vmid + " does not exist"));
    }
}
