package dev.moru.provisioning.server.proxmox;

import dev.moru.provisioning.site.HypervisorFailure;
import dev.moru.proxmox.Qemu;
import java.time.Duration;

/** Switches a guest on. What runs already is a success; an HA-managed guest runs seconds after its task has ended. */
final class StartStep {

    static final String BOOT = "boot";

    private static final int ATTEMPTS = 3;
    private static final Duration SETTLING = Duration.ofSeconds(5);

    private final Effect effect;
    private final TaskRunner tasks;
    private final GuestLookup lookup;

    StartStep(Effect effect, TaskRunner tasks, GuestLookup lookup) {
        this.effect = effect;
        this.tasks = tasks;
        this.lookup = lookup;
    }

    void perform(Qemu vm, String step) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var status = vm.status();
            if (status.isRunning()) {
                return;
            }
            start(vm, step);
            var patience = status.isHaManaged() ? effect.properties().haPatience() : SETTLING;
            if (effect.becomesTrue(patience, () -> vm.status().isRunning())) {
                return;
            }
            effect.stopIfAsked();
        }
        throw HypervisorFailure.permanent(
                "guest-does-not-run",
                "The guest does not stay on",
                "VM %d on %s was started and does not run".formatted(vm.vmid(), vm.node()),
                "look at its console in Proxmox VE");
    }

    private void start(Qemu vm, String step) {
        lookup.own(vm);
        var part = new TaskRunner.Part(step, 0.05, 0.4, "starting VM " + vm.vmid(), false);
        var end = tasks.run(part, vm::start);
        end.failed()
                .filter(failed -> !failed.reason().contains("already running"))
                .ifPresent(failed -> {
                    throw end.meaning(failed);
                });
    }
}
