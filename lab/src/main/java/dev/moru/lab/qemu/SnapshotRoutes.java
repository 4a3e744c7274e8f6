package dev.moru.lab.qemu;

import dev.moru.lab.api.ApiFailure;
import dev.moru.lab.api.Call;
import dev.moru.lab.api.Routes;
import dev.moru.lab.ledger.Effect;
import dev.moru.lab.task.Script;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Snapshots. The current state remembers its parent in the option {@code parent}, as Proxmox has it. */
final class SnapshotRoutes {

    private static final double DURATION = 0.1;
    private static final Set<String> RESERVED = Set.of("current", "pending");
    private static final Set<String> NOT_KEPT = Set.of("parent", "lock", "digest");

    private final Qemu qemu;
    private final Drives drives;
    private final PowerRoutes power;

    SnapshotRoutes(Qemu qemu, PowerRoutes power) {
        this.qemu = qemu;
        this.drives = new Drives(qemu);
        this.power = power;
    }

    void addTo(Routes routes) {
        var base = "/nodes/{node}/qemu/{vmid}/snapshot";
        var one = base + "/{snapname}";
        routes.get(base, this::list)
                .post(base, this::take)
                .get(one, call -> List.of(Map.of("cmd", "config"), Map.of("cmd", "rollback")))
                .delete(one, this::remove)
                .get(one + "/config", this::read)
                .put(one + "/config", this::describe)
                .post(one + "/rollback", this::rollback);
    }

    private List<Map<String, Object>> list(Call call) {
        var vm = qemu.vms().toRead(call.node(), call.vmid());
        var rows = new ArrayList<Map<String, Object>>();
        vm.snapshots().forEach((name, snapshot) -> rows.add(shown(name, snapshot)));
        var current = new LinkedHashMap<String, Object>();
        current.put("name", "current");
        current.put("description", "You are here!");
        current.put("digest", Digest.of(vm));
        current.put("running", vm.power().isOn() ? 1 : 0);
        vm.option("parent").ifPresent(parent -> current.put("parent", parent));
        rows.add(current);
        return rows;
    }

    private static Map<String, Object> shown(String name, Vm.Snapshot snapshot) {
        var row = new LinkedHashMap<String, Object>();
        row.put("name", name);
        row.put("description", snapshot.description());
        row.put("snaptime", snapshot.time());
        row.put("vmstate", snapshot.withState() ? 1 : 0);
        if (snapshot.parent() != null) {
            row.put("parent", snapshot.parent());
        }
        return row;
    }

    private String take(Call call) {
        var vm = qemu.vms().unlocked(call);
        var name = call.text("snapname");
        if (RESERVED.contains(name)) {
            throw ApiFailure.because("unable to use snapshot name '" + name + "' (reserved name)");
        }
        if (vm.isTemplate()) {
            throw ApiFailure.because("you can't take a snapshot if it's a template");
        }
        if (vm.snapshots().containsKey(name)) {
            throw ApiFailure.because("snapshot name '" + name + "' already used");
        }
        if (!supportsSnapshots(vm)) {
            throw ApiFailure.because("snapshot feature is not available");
        }
        var time = qemu.clock().instant().getEpochSecond();
        var taken = snapshot(call, vm, time);
        var script = lockedWith(call, "snapshot")
                .then(0, worker -> qemu.hosts().keepDisk(worker, vm.vmid(), taken.image(vm.vmid(), name)))
                .then(DURATION, worker -> keep(call, time));
        return task(call, "qmsnapshot", script);
    }

    private boolean supportsSnapshots(Vm vm) {
        return drives.volumes(vm).stream()
                .filter(volume ->
                        !volume.name().endsWith("-cloudinit") && !volume.name().contains("-cloudinit."))
                .allMatch(volume -> qemu.storages()
                        .require(vm.node(), volume.storage())
                        .type()
                        .supportsSnapshots(volume.format()));
    }

    private void keep(Call call, long time) {
        var vm = qemu.vms().required(call.vmid());
        var snapshots = new TreeMap<>(vm.snapshots());
        snapshots.put(call.text("snapname"), snapshot(call, vm, time));
        qemu.vms().put(vm.without("lock").with("parent", call.text("snapname")).withSnapshots(snapshots));
        qemu.ledger().effect(Effect.SNAPSHOT_CREATED, vm.vmid(), vm.node(), vm.description());
    }

    private static Vm.Snapshot snapshot(Call call, Vm vm, long time) {
        var config = new TreeMap<>(vm.config());
        config.keySet().removeAll(NOT_KEPT);
        var withState = call.flag("vmstate", false) && vm.power().isOn();
        return new Vm.Snapshot(
                config,
                call.text("description", ""),
                time,
                withState,
                vm.option("parent").orElse(null));
    }

    private String remove(Call call) {
        var vm = qemu.vms().unlocked(call);
        Snapshots.required(vm, call.text("snapname"));
        return task(call, "qmdelsnapshot", lockedWith(call, "snapshot-delete").then(DURATION, worker -> forget(call)));
    }

    /** What hung on the snapshot hangs on its parent from now on. */
    private void forget(Call call) {
        var vm = qemu.vms().required(call.vmid()).without("lock");
        var name = call.text("snapname");
        var snapshots = new TreeMap<>(vm.snapshots());
        var gone = snapshots.remove(name);
        var parent = gone == null ? null : gone.parent();
        snapshots.replaceAll(
                (other, snapshot) -> name.equals(snapshot.parent()) ? withParent(snapshot, parent) : snapshot);
        if (name.equals(vm.config().get("parent"))) {
            vm = parent == null ? vm.without("parent") : vm.with("parent", parent);
        }
        qemu.vms().put(vm.withSnapshots(snapshots));
        if (gone != null) {
            qemu.hosts().forgetImage(gone.image(vm.vmid(), name));
        }
    }

    private static Vm.Snapshot withParent(Vm.Snapshot snapshot, @Nullable String parent) {
        return new Vm.Snapshot(
                snapshot.config(), snapshot.description(), snapshot.time(), snapshot.withState(), parent);
    }

    private String rollback(Call call) {
        var vm = qemu.vms().unlocked(call);
        var name = call.text("snapname");
        Snapshots.required(vm, name);
        var image = Snapshots.required(vm, name).image(vm.vmid(), name);
        var script = lockedWith(call, "rollback")
                .then(DURATION, worker -> power.pullPlug(worker, vm.vmid()))
                .then(0, worker -> qemu.hosts().restoreDisk(worker, image, vm.vmid()))
                .then(0, worker -> goBack(vm.vmid(), name));
        if (Snapshots.required(vm, name).withState() || call.flag("start", false)) {
            script.then(0, worker -> power.switchOn(worker, vm.vmid()));
        }
        return task(call, "qmrollback", script);
    }

    private void goBack(int vmid, String name) {
        var vm = qemu.vms().required(vmid);
        qemu.vms()
                .put(vm.withConfig(Snapshots.required(vm, name).config())
                        .with("parent", name)
                        .withPending(Map.of()));
    }

    private Script lockedWith(Call call, String lock) {
        return Script.begin(worker -> {
                    var vm = qemu.vms().lock(worker, call.vmid());
                    Vms.requireNoConfigLock(vm, call);
                    qemu.vms().put(vm.with("lock", lock));
                })
                .otherwise(worker -> qemu.vms()
                        .find(call.vmid())
                        .filter(vm -> lock.equals(vm.lock()))
                        .ifPresent(vm -> qemu.vms().put(vm.without("lock"))));
    }

    private Map<String, Object> read(Call call) {
        var vm = qemu.vms().toRead(call.node(), call.vmid());
        var shown = new TreeMap<String, Object>();
        var snapshot = Snapshots.required(vm, call.text("snapname"));
        snapshot.config()
                .forEach((option, value) -> shown.put(option, qemu.options().typed(option, value)));
        shown.put("snaptime", snapshot.time());
        shown.put("description", snapshot.description());
        return shown;
    }

    private @Nullable Object describe(Call call) {
        var vm = qemu.vms().unlocked(call);
        var snapshot = Snapshots.required(vm, call.text("snapname"));
        var snapshots = new TreeMap<>(vm.snapshots());
        snapshots.put(
                call.text("snapname"),
                new Vm.Snapshot(
                        snapshot.config(),
                        call.text("description", ""),
                        snapshot.time(),
                        snapshot.withState(),
                        snapshot.parent()));
        qemu.vms().put(vm.withSnapshots(snapshots));
        return null;
    }

    private String task(Call call, String type, Script script) {
        return qemu.tasks().start(call, call.node(), type, String.valueOf(call.vmid()), script);
    }
}
