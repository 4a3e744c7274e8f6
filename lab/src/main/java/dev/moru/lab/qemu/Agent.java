package dev.moru.lab.qemu;

import dev.moru.lab.api.ApiFailure;
import dev.moru.lab.fault.FaultKind;

/** Whether the guest agent of a VM answers. */
final class Agent {

    private final Qemu qemu;

    Agent(Qemu qemu) {
        this.qemu = qemu;
    }

    static boolean isConfigured(Vm vm) {
        var first = vm.option("agent").orElse("0").split(",", 2)[0].replaceFirst("^enabled=", "");
        return first.equals("1") || first.equals("on") || first.equals("yes") || first.equals("true");
    }

    /** Refuses with the reason why nobody answers. A real Proxmox takes seconds to find that out, the lab does not. */
    void require(Vm vm) {
        if (!isConfigured(vm)) {
            throw ApiFailure.because("No QEMU guest agent configured");
        }
        if (!vm.power().isOn()) {
            throw ApiFailure.because("VM " + vm.vmid() + " is not running");
        }
        if (!answers(vm)) {
            throw notRunning();
        }
    }

    static ApiFailure notRunning() {
        return ApiFailure.because("QEMU guest agent is not running");
    }

    private boolean answers(Vm vm) {
        var after = vm.guest().agentAfterMillis();
        return after >= 0
                && !vm.power().paused()
                && (qemu.hosts().isReal(vm.vmid())
                        || qemu.clock().millis() >= vm.power().startedAt() + after)
                && !qemu.faults().hits(FaultKind.AGENT_NEVER, String.valueOf(vm.vmid()));
    }
}
