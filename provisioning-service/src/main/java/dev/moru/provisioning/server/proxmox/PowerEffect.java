package dev.moru.provisioning.server.proxmox;

import dev.moru.provisioning.server.GuestState;
import dev.moru.provisioning.server.PowerGuest;
import dev.moru.provisioning.site.HypervisorFailure;
import dev.moru.proxmox.Qemu;
import java.util.List;

/** Start, stop and reboot. */
final class PowerEffect {

    static final String SHUTDOWN = "shutdown";

    private final Effect effect;
    private final PowerGuest request;
    private final TaskRunner tasks;
    private final GuestLookup lookup;

    PowerEffect(Effect effect, PowerGuest request) {
        this.effect = effect;
        this.request = request;
        this.tasks = new TaskRunner(effect);
        this.lookup = new GuestLookup(effect.client(), request.guest());
    }

    GuestState perform() {
        var ours = lookup.required();
        if (ours.config().isTemplate()) {
            throw HypervisorFailure.permanent(
                    "guest-is-template", "The guest is a template", "a template cannot run", null);
        }
        var vm = ours.vm();
        switch (request.action()) {
            case START -> start(vm);
            case STOP -> stop(vm);
            case REBOOT -> reboot(vm);
        }
        return new GuestReader(request.guest().networks()).read(vm, lookup.own(vm), List.of());
    }

    private void start(Qemu vm) {
        tasks.settle();
        new StartStep(effect, tasks, lookup).perform(vm, StartStep.BOOT);
        effect.succeeded(StartStep.BOOT, "running");
    }

    private void stop(Qemu vm) {
        tasks.settle();
        var stop = new StopStep(effect, tasks, lookup);
        if (request.force()) {
            stop.cut(vm, SHUTDOWN);
        } else {
            stop.ask(vm, SHUTDOWN);
        }
        effect.succeeded(SHUTDOWN, "stopped");
    }

    /** One that is off is started: what was asked for is a fresh boot. */
    private void reboot(Qemu vm) {
        new RebootStep(effect, tasks, lookup).perform(vm, SHUTDOWN);
        effect.succeeded(SHUTDOWN, "shut down");
        new StartStep(effect, tasks, lookup).perform(vm, StartStep.BOOT);
        effect.succeeded(StartStep.BOOT, "running");
    }
}
