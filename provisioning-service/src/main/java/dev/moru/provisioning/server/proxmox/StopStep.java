package dev.moru.provisioning.server.proxmox;

import dev.moru.provisioning.site.HypervisorFailure;
import dev.moru.proxmox.Qemu;
import dev.moru.proxmox.TaskOutcome;
import dev.moru.proxmox.Upid;
import java.time.Duration;
import java.util.function.Supplier;

/** Switches a guest off, by asking it or by cutting its power. What is off already is a success. */
final class StopStep {

    private static final int ATTEMPTS = 3;
    private static final Duration SETTLING = Duration.ofSeconds(5);

    private final Effect effect;
    private final TaskRunner tasks;
    private final GuestLookup lookup;

    StopStep(Effect effect, TaskRunner tasks, GuestLookup lookup) {
        this.effect = effect;
        this.tasks = tasks;
        this.lookup = lookup;
    }

    /** Asks the guest; one that does not listen is a failure. */
    void ask(Qemu vm, String step) {
        var part = new TaskRunner.Part(step, 0.1, 1, "waiting for the guest to shut down", true);
        perform(vm, part, () -> vm.shutdown(effect.properties().shutdown(), false));
    }

    /** Pulls the plug. */
    void cut(Qemu vm, String step) {
        perform(vm, new TaskRunner.Part(step, 0.1, 1, "cutting the power", false), vm::stop);
    }

    private void perform(Qemu vm, TaskRunner.Part part, Supplier<Upid> call) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var status = vm.status();
            if (!status.isRunning()) {
                return;
            }
            lookup.own(vm);
            var end = tasks.run(part, call);
            end.failed().filter(failed -> vm.status().isRunning()).ifPresent(failed -> {
                throw failure(end, failed);
            });
            var patience = status.isHaManaged() ? effect.properties().haPatience() : SETTLING;
            if (effect.becomesTrue(patience, () -> !vm.status().isRunning())) {
                return;
            }
            effect.stopIfAsked();
        }
        throw HypervisorFailure.passing(
                "guest-does-not-stop", "The guest does not stay off", "VM " + vm.vmid() + " still runs", null);
    }

    /** What it means when a guest that was asked to shut down did not. */
    static HypervisorFailure failure(TaskEnd end, TaskOutcome.Failed failed) {
        return failed.reason().contains("powerdown failed") ? unheard(failed) : end.meaning(failed);
    }

    private static HypervisorFailure unheard(TaskOutcome.Failed failed) {
        return HypervisorFailure.permanent(
                "shutdown-ignored",
                "The guest does not shut down",
                failed.reason(),
                "stop it with force, or look why it does not listen to ACPI and has no guest agent");
    }
}
