package dev.moru.provisioning.server.proxmox;

import dev.moru.provisioning.site.HypervisorFailure;
import dev.moru.proxmox.Qemu;
import java.time.Duration;

/** Looks whether a started guest without a network has come up: its agent answers, or, where it has none, it stays on for a while. */
final class LookStep {

    private static final String STEP = "look";

    private final Effect effect;

    LookStep(Effect effect) {
        this.effect = effect;
    }

    void perform(Qemu vm) {
        if (vm.config().hasAgent()) {
            awaitAgent(vm, effect.properties().readiness());
            effect.succeeded(STEP, "the guest agent answers");
        } else {
            watch(vm, effect.properties().trial());
            effect.succeeded(STEP, "it has no guest agent, and stays on");
        }
    }

    private void awaitAgent(Qemu vm, Duration limit) {
        effect.running(STEP, 0, "waiting for the guest agent");
        if (!effect.becomesTrue(limit, () -> ReadyStep.agentAnswers(vm))) {
            effect.stopIfAsked();
            throw notUp("no guest agent answers within %d s".formatted(limit.toSeconds()));
        }
    }

    private void watch(Qemu vm, Duration limit) {
        effect.running(STEP, 0, "seeing whether it stays on");
        if (effect.becomesTrue(limit, () -> !vm.status().isRunning())) {
            throw notUp("it went off again");
        }
        effect.stopIfAsked();
    }

    private static HypervisorFailure notUp(String detail) {
        return HypervisorFailure.permanent(
                "guest-not-ready",
                "What was restored does not come up",
                detail,
                "restore it to a new server, and look there");
    }
}
