package dev.moru.lab.qemu;

import dev.moru.lab.api.ApiFailure;
import dev.moru.lab.api.Call;
import dev.moru.lab.api.Routes;
import dev.moru.lab.ledger.Effect;
import dev.moru.lab.task.Script;
import dev.moru.lab.task.Worker;
import java.util.Map;

/** Switching VMs on and off. */
final class PowerRoutes {

    private static final double START = 0.15;
    private static final double STOP = 0.1;
    private static final double SHUTDOWN = 0.25;

    private final Qemu qemu;

    PowerRoutes(Qemu qemu) {
        this.qemu = qemu;
    }

    void addTo(Routes routes) {
        var status = "/nodes/{node}/qemu/{vmid}/status/";
        routes.post(status + "start", this::start)
                .post(status + "stop", this::stop)
                .post(status + "shutdown", this::shutdown)
                .post(status + "reboot", this::reboot)
                .post(status + "reset", this::reset)
                .post(status + "suspend", this::suspend)
                .post(status + "resume", this::resume);
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
                        .then(START, worker -> switchOn(vm.vmid())));
    }

    /** Also the moment when pending changes become the config. */
    void switchOn(int vmid) {
        var vm = qemu.vms().required(vmid);
        qemu.vms()
                .put(vm.withConfig(vm.configWithPending())
                        .withPending(Map.of())
                        .withPower(new Vm.Power(qemu.clock().millis(), false)));
        qemu.ledger().effect(Effect.VM_STARTED, vmid, vm.node(), vm.description());
    }

    void switchOff(int vmid) {
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
                Script.begin(worker -> lockedFor(call, worker)).then(STOP, worker -> switchOff(vm.vmid())));
    }

    private String shutdown(Call call) {
        var vm = checked(call);
        if (vm.power().paused() && !call.flag("forceStop", false)) {
            throw ApiFailure.because("VM is paused - cannot shutdown");
        }
        return task(
                call,
                "qmshutdown",
                Script.begin(worker -> lockedFor(call, worker)).then(SHUTDOWN, worker -> switchOff(vm.vmid())));
    }

    private String reboot(Call call) {
        var vm = running(call);
        return task(
                call,
                "qmreboot",
                Script.begin(worker -> lockedFor(call, worker))
                        .then(SHUTDOWN, worker -> switchOff(vm.vmid()))
                        .then(START, worker -> switchOn(vm.vmid())));
    }

    private String reset(Call call) {
        var vm = running(call);
        return task(
                call, "qmreset", Script.begin(worker -> lockedFor(call, worker)).then(STOP, worker -> {
                    var locked = qemu.vms().required(vm.vmid());
                    qemu.vms().put(locked.withPower(new Vm.Power(qemu.clock().millis(), false)));
                }));
    }

    private String suspend(Call call) {
        var vm = running(call);
        return task(
                call,
                "qmsuspend",
                Script.begin(worker -> lockedFor(call, worker)).then(STOP, worker -> pause(vm.vmid(), true)));
    }

    private String resume(Call call) {
        var vm = running(call);
        return task(
                call,
                "qmresume",
                Script.begin(worker -> lockedFor(call, worker)).then(STOP, worker -> pause(vm.vmid(), false)));
    }

    private void pause(int vmid, boolean paused) {
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
