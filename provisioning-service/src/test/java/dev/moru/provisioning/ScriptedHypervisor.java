package dev.moru.provisioning;

import dev.moru.provisioning.server.AdoptGuest;
import dev.moru.provisioning.server.AdoptedGuest;
import dev.moru.provisioning.server.Checkpoint;
import dev.moru.provisioning.server.CreateGuest;
import dev.moru.provisioning.server.DeleteGuest;
import dev.moru.provisioning.server.EffectStopped;
import dev.moru.provisioning.server.Execution;
import dev.moru.provisioning.server.GuestRef;
import dev.moru.provisioning.server.GuestSource;
import dev.moru.provisioning.server.GuestState;
import dev.moru.provisioning.server.Hypervisor;
import dev.moru.provisioning.server.PowerGuest;
import dev.moru.provisioning.server.RestoreGuest;
import dev.moru.provisioning.server.StepReport;
import dev.moru.provisioning.server.UpdateGuest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** A cluster in memory whose next moves a test decides: it can hold, fail, or go on. */
public final class ScriptedHypervisor implements Hypervisor {

    /** What exists, by VM id, with the server whose it is. */
    private final Map<Integer, UUID> guests = new ConcurrentHashMap<>();

    private final Map<UUID, Consumer<Execution>> scripts = new ConcurrentHashMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();

    @Override
    public String driver() {
        return "scripted";
    }

    /** What happens in the middle of each effect on a server, until something else is said. */
    public void script(UUID server, Consumer<Execution> script) {
        scripts.put(server, script);
    }

    public void goOn(UUID server) {
        scripts.remove(server);
    }

    public static Consumer<Execution> holdUntilStopped() {
        return execution -> {
            while (!execution.stopRequested()) {
                execution.callBudget();
                LockSupport.parkNanos(5_000_000);
            }
            throw new EffectStopped("stopped as asked");
        };
    }

    /** The effects on a server so far, for example {@code create 2000}. */
    public List<String> calls(UUID server) {
        return calls.stream()
                .filter(call -> call.startsWith(server.toString()))
                .map(call -> call.substring(37))
                .toList();
    }

    public boolean has(UUID server) {
        return guests.containsValue(server);
    }

    public void vanish(UUID server) {
        guests.values().remove(server);
    }

    public List<Integer> vmIds() {
        return new ArrayList<>(guests.keySet());
    }

    private void act(String what, GuestRef guest, Execution execution) {
        calls.add(guest.server() + " " + what);
        var script = scripts.get(guest.server());
        if (script != null) {
            script.accept(execution);
        }
    }

    @Override
    public GuestState create(CreateGuest request, Execution execution) {
        var guest = request.guest();
        var step = request.source() instanceof GuestSource.Backup ? "restore" : "clone";
        execution.report(StepReport.running(step, 0, "VM " + guest.vmId()));
        execution.checkpoint(new Checkpoint(step, guest.node(), "UPID:" + guest.vmId(), Map.of()));
        guests.put(guest.vmId(), guest.server());
        execution.log(step, "out", "made " + guest.vmId());
        act("create " + guest.vmId(), guest, execution);
        execution.report(StepReport.running("boot", 0.5, "waiting for the guest"));
        execution.report(StepReport.succeeded("boot", "running"));
        return running(guest);
    }

    @Override
    public GuestState tryOut(CreateGuest request, Execution execution) {
        var state = create(request, execution);
        execution.report(StepReport.succeeded("look", "the guest agent answers"));
        return state;
    }

    @Override
    public GuestState restore(RestoreGuest request, Execution execution) {
        act("restore " + request.archive().volume(), request.guest(), execution);
        return running(request.guest());
    }

    @Override
    public GuestState power(PowerGuest request, Execution execution) {
        act(request.action().toString(), request.guest(), execution);
        return running(request.guest());
    }

    @Override
    public GuestState update(UpdateGuest request, Execution execution) {
        act("update " + request.after().cores(), request.guest(), execution);
        return running(request.guest());
    }

    @Override
    public void delete(DeleteGuest request, Execution execution) {
        act("delete " + request.guest().vmId(), request.guest(), execution);
        guests.remove(request.guest().vmId(), request.guest().server());
    }

    @Override
    public AdoptedGuest adopt(AdoptGuest request, Execution execution) {
        var guest = new GuestRef(request.site(), "node1", request.mark(), List.of());
        act("adopt " + guest.vmId(), guest, execution);
        guests.put(guest.vmId(), guest.server());
        return new AdoptedGuest(running(guest), 4, 4096, List.of(), List.of("vmbr0"), "legacy", null);
    }

    @Override
    public Optional<GuestState> find(GuestRef guest, Execution execution) {
        return guests.containsKey(guest.vmId()) ? Optional.of(running(guest)) : Optional.empty();
    }

    private static GuestState running(GuestRef guest) {
        return new GuestState(guest.node(), "running", "running", null, List.of(), List.of(), List.of());
    }
}
