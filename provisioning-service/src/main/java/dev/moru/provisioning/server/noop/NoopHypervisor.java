package dev.moru.provisioning.server.noop;

import dev.moru.provisioning.server.AdoptGuest;
import dev.moru.provisioning.server.AdoptedGuest;
import dev.moru.provisioning.server.CreateGuest;
import dev.moru.provisioning.server.DeleteGuest;
import dev.moru.provisioning.server.EffectStopped;
import dev.moru.provisioning.server.Execution;
import dev.moru.provisioning.server.GuestRef;
import dev.moru.provisioning.server.GuestSource;
import dev.moru.provisioning.server.GuestState;
import dev.moru.provisioning.server.Hypervisor;
import dev.moru.provisioning.server.PowerAction;
import dev.moru.provisioning.server.PowerGuest;
import dev.moru.provisioning.server.RestoreGuest;
import dev.moru.provisioning.server.StepReport;
import dev.moru.provisioning.server.UpdateGuest;
import java.util.List;
import java.util.Optional;

/** Does nothing and says so in every step: what is left is the cost of Moru itself. */
public final class NoopHypervisor implements Hypervisor {

    public static final String DRIVER = "noop";

    private static final String NOTHING = "nothing was done: driver noop";

    @Override
    public String driver() {
        return DRIVER;
    }

    @Override
    public GuestState create(CreateGuest request, Execution execution) {
        var backup = request.source() instanceof GuestSource.Backup made ? made : null;
        pretend(execution, backup == null ? "clone" : "restore");
        if (backup != null && !backup.start()) {
            return state(request.guest().node(), "stopped");
        }
        pretend(execution, "boot");
        return state(request.guest().node(), "running");
    }

    @Override
    public GuestState tryOut(CreateGuest request, Execution execution) {
        pretend(execution, "restore", "boot", "look");
        return state(request.guest().node(), "running");
    }

    @Override
    public GuestState restore(RestoreGuest request, Execution execution) {
        pretend(execution, "stop", "restore");
        if (request.start()) {
            pretend(execution, "boot");
        }
        return state(request.guest().node(), request.start() ? "running" : "stopped");
    }

    @Override
    public GuestState power(PowerGuest request, Execution execution) {
        if (request.action() != PowerAction.START) {
            pretend(execution, "shutdown");
        }
        if (request.action() != PowerAction.STOP) {
            pretend(execution, "boot");
        }
        return state(request.guest().node(), request.action() == PowerAction.STOP ? "stopped" : "running");
    }

    @Override
    public GuestState update(UpdateGuest request, Execution execution) {
        pretend(execution, "apply");
        return state(request.guest().node(), "running");
    }

    @Override
    public void delete(DeleteGuest request, Execution execution) {
        pretend(execution, "stop", "destroy");
    }

    @Override
    public AdoptedGuest adopt(AdoptGuest request, Execution execution) {
        pretend(execution, "inspect", "mark");
        return new AdoptedGuest(state("noop", "running"), 1, 1024, List.of(), List.of(), "", null);
    }

    @Override
    public Optional<GuestState> find(GuestRef guest, Execution execution) {
        return Optional.of(state(guest.node(), "running"));
    }

    private static void pretend(Execution execution, String... steps) {
        if (execution.stopRequested()) {
            throw new EffectStopped("nothing was begun");
        }
        for (var step : steps) {
            execution.report(StepReport.simulated(step, NOTHING));
        }
    }

    private static GuestState state(String node, String power) {
        return new GuestState(node, power, "absent", null, List.of(), List.of(), List.of());
    }
}
