package dev.moru.lab.qemu;

import dev.moru.lab.api.ApiFailure;
import dev.moru.lab.api.Call;
import dev.moru.lab.api.Routes;
import dev.moru.lab.ledger.Effect;
import dev.moru.lab.task.Script;
import dev.moru.lab.task.Worker;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Switching VMs on and off. */
final class PowerRoutes {

    private static final double START = 0.15;
    private static final double STOP = 0.1;
    private static final double SHUTDOWN = 0.25;

    private static final long SHUTDOWN_SECONDS = 60;

    private final Qemu qemu;
    private final Machines machines;

    PowerRoutes(Qemu qemu) {
        this.qemu = qemu;
        this.machines = new Machines(qemu);
    }

    void addTo(Routes routes) {
        var status = "/nodes/{node}/qemu/{vmid}/status/";
        routes.post(status + "start", this::start)
                .post(status + "stop", this::stop)
                .post(status + "shutdown", this::shutdown)
                .post(status + "reboot", this::reboot)
                .post(status + "reset", this::reset)
                .post(status + "suspend", this::suspend)
                .post(status + "resume", this::resume)
                .put("/nodes/{node}/qemu/{vmid}/sendkey", this::press);
    }

    private String start(Call call) {
        var vm = checked(call);
        if (vm.isTemplate()) {
            throw ApiFailure.because("you can't start a vm if it's a template");
        }
        return task(
                call,
                "qmstart",
                Script.begin(worker -> {
                            var locked = qemu.vms().lock(worker, vm.vmid());
                            Vms.requireNoConfigLock(locked, call);
                            if (locked.power().isOn()) {
                                throw ApiFailure.because("VM " + vm.vmid() + " already running");
                            }
                        })
                        .then(START, worker -> switchOn(worker, vm.vmid()))
                        .otherwise(worker -> abandonStart(vm.vmid())));
    }

    /** Also the moment when pending changes become the config. */
    void switchOn(Worker worker, int vmid) {
        var vm = qemu.vms().required(vmid);
        var started = vm.withConfig(vm.configWithPending())
                .withPending(Map.of())
                .withPower(new Vm.Power(qemu.clock().millis(), false));
        qemu.hosts().boot(worker, machines.of(started));
        qemu.vms().put(started);
        qemu.ledger().effect(Effect.VM_STARTED, vmid, vm.node(), vm.description());
    }

    /** A host that came up after its task was stopped goes down again. */
    void abandonStart(int vmid) {
        if (qemu.vms().find(vmid).filter(vm -> vm.power().isOn()).isEmpty()) {
            qemu.hosts().abandonStart(vmid);
        }
    }

    void pullPlug(Worker worker, int vmid) {
        qemu.hosts().pullPlug(worker, vmid);
        noteOff(vmid);
    }

    /** The host is off; it was asked to be, or did it by itself. */
    void noteOff(int vmid) {
        var vm = qemu.vms().required(vmid);
        if (vm.power().isOn()) {
            qemu.vms()
                    .put(vm.withConfig(vm.configWithPending())
                            .withPending(Map.of())
                            .withPower(Vm.Power.OFF));
            qemu.ledger().effect(Effect.VM_STOPPED, vmid, vm.node(), vm.description());
        }
    }

    private String stop(Call call) {
        var vm = checked(call);
        if (call.flag("overrule-shutdown", false)) {
            qemu.tasks().stopAll("qmshutdown", String.valueOf(vm.vmid()));
        }
        return task(
                call,
                "qmstop",
                Script.begin(worker -> lockedFor(call, worker)).then(STOP, worker -> pullPlug(worker, vm.vmid())));
    }

    private String shutdown(Call call) {
        var vm = checked(call);
        if (vm.power().paused() && !call.flag("forceStop", false)) {
            throw ApiFailure.because("VM is paused - cannot shutdown");
        }
        return task(
                call,
                "qmshutdown",
                Script.begin(worker -> lockedFor(call, worker)).then(SHUTDOWN, worker -> shutDown(worker, call)));
    }

    private void shutDown(Worker worker, Call call) {
        var patience = Duration.ofSeconds(call.number("timeout", SHUTDOWN_SECONDS));
        qemu.hosts().shutDown(worker, call.vmid(), patience, call.flag("forceStop", false));
        noteOff(call.vmid());
    }

    private String reboot(Call call) {
        var vm = running(call);
        return task(
                call,
                "qmreboot",
                Script.begin(worker -> lockedFor(call, worker))
                        .then(SHUTDOWN, worker -> shutDown(worker, call))
                        .then(START, worker -> switchOn(worker, vm.vmid()))
                        .otherwise(worker -> abandonStart(vm.vmid())));
    }

    private String reset(Call call) {
        var vm = running(call);
        return task(
                call,
                "qmreset",
                Script.begin(worker -> lockedFor(call, worker)).then(STOP, worker -> reset(worker, vm.vmid())));
    }

    /** As the reset button does it: the config stays as it was when the VM was switched on. */
    private void reset(Worker worker, int vmid) {
        var vm = qemu.vms().required(vmid);
        qemu.hosts().reset(worker, machines.of(vm));
        qemu.vms().put(vm.withPower(new Vm.Power(qemu.clock().millis(), false)));
    }

    private String suspend(Call call) {
        var vm = running(call);
        return task(
                call,
                "qmsuspend",
                Script.begin(worker -> lockedFor(call, worker)).then(STOP, worker -> pause(worker, vm.vmid(), true)));
    }

    private String resume(Call call) {
        var vm = running(call);
        return task(
                call,
                "qmresume",
                Script.begin(worker -> lockedFor(call, worker)).then(STOP, worker -> pause(worker, vm.vmid(), false)));
    }

    /** Nobody sits before the screen, so a key changes nothing. */
    private @Nullable Object press(Call call) {
        running(call);
        return null;
    }

    private void pause(Worker worker, int vmid, boolean paused) {
        qemu.hosts().pause(worker, vmid, paused);
        var vm = qemu.vms().required(vmid);
        qemu.vms().put(vm.withPower(new Vm.Power(vm.power().startedAt(), paused)));
    }

    private Vm running(Call call) {
        var vm = checked(call);
        if (!vm.power().isOn()) {
            throw ApiFailure.because("VM " + vm.vmid() + " not running");
        }
        return vm;
    }

    private Vm checked(Call call) {
        var vm = qemu.vms().toChange(call.node(), call.vmid());
        qemu.vms().strikeLockFaults(call);
        return vm;
    }

    private void lockedFor(Call call, Worker worker) {
        Vms.requireNoConfigLock(qemu.vms().lock(worker, call.vmid()), call);
    }

    private String task(Call call, String type, Script script) {
        return qemu.tasks().start(call, call.node(), type, String.valueOf(call.vmid()), script);
    }
}
