package dev.moru.lab.qemu;

import dev.moru.lab.api.ApiFailure;
import dev.moru.lab.api.Call;
import dev.moru.lab.ledger.Effect;
import dev.moru.lab.storage.Archive;
import dev.moru.lab.storage.Archives;
import dev.moru.lab.storage.Size;
import dev.moru.lab.storage.Volume;
import dev.moru.lab.task.Script;
import dev.moru.lab.task.Worker;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * {@code POST /nodes/{node}/qemu} with an {@code archive}. What it overwrites is locked ({@code lock: create}) and stays
 * as it was until the new one is whole; a new VM shows a placeholder until then.
 */
final class RestoreRoute {

    private static final double DURATION = 0.4;

    private final Qemu qemu;
    private final Drives drives;
    private final Normaliser normaliser;
    private final PowerRoutes power;

    RestoreRoute(Qemu qemu, PowerRoutes power) {
        this.qemu = qemu;
        this.drives = new Drives(qemu);
        this.normaliser = new Normaliser(qemu);
        this.power = power;
    }

    private record Order(Call call, Volume volume, Archive archive, Optional<Vm> overwritten) {

        String storage(Disk disk) {
            return call.text("storage", disk.storage());
        }
    }

    String handle(Call call) {
        var order = order(call);
        check(order);
        var isNew = order.overwritten().isEmpty();
        qemu.vms().put(order.overwritten().map(vm -> vm.with("lock", "create")).orElseGet(() -> placeholder(order)));
        call.find("pool").filter(pool -> isNew).ifPresent(pool -> qemu.pools().join(pool, call.vmid()));
        var script = Script.begin(worker ->
                        worker.log("restore vma archive: " + order.volume().id()))
                .then(DURATION, worker -> qemu.vms().lock(worker, call.vmid()))
                .then(0, worker -> requireRoom(order))
                .then(
                        0,
                        worker -> qemu.hosts()
                                .restoreDisk(
                                        worker, Archives.image(order.volume().id()), call.vmid()))
                .then(0, worker -> complete(order, worker));
        if (call.flag("start", false)) {
            script.then(0, worker -> power.switchOn(worker, call.vmid()));
        }
        script.otherwise(worker -> undo(order));
        return qemu.tasks().start(call, call.node(), "qmrestore", String.valueOf(call.vmid()), script);
    }

    private Order order(Call call) {
        var id = call.text("archive");
        var volume = qemu.storages()
                .find(call.node(), id)
                .orElseThrow(() -> ApiFailure.because("volume '" + id + "' does not exist"));
        var archive = qemu.archives()
                .of(volume)
                .orElseThrow(() ->
                        ApiFailure.because("unable to restore VM " + call.vmid() + " - '" + id + "' is no backup"));
        return new Order(call, volume, archive, qemu.vms().find(call.vmid()));
    }

    private void check(Order order) {
        var call = order.call();
        ConfigUpdate.given(call).keySet().stream()
                .filter(Options::isDisk)
                .findFirst()
                .ifPresent(option -> {
                    throw ApiFailure.badParameter(option, "option conflicts with option 'archive'");
                });
        call.find("pool").ifPresent(qemu.pools()::requireExisting);
        requireRights(order);
        order.overwritten().ifPresent(vm -> checkOverwritten(vm, call));
        Drives.owned(order.archive().config()).values().forEach(disk -> {
            var storage = qemu.storages().requireFor(call.node(), order.storage(disk), "images");
            qemu.permissions().require(call.caller(), "/storage/" + storage.id(), "Datastore.AllocateSpace");
        });
    }

    private void requireRights(Order order) {
        var call = order.call();
        var vm = "/vms/" + call.vmid();
        var mayOverwrite = call.flag("force", false)
                && order.overwritten().isPresent()
                && qemu.permissions().has(call.caller(), vm, "VM.Backup");
        var mayInPool = call.find("pool")
                .filter(pool -> qemu.permissions().has(call.caller(), "/pool/" + pool, "VM.Allocate"))
                .isPresent();
        if (!mayOverwrite && !mayInPool) {
            qemu.permissions().require(call.caller(), vm, "VM.Allocate");
        }
        qemu.archives().requireAccess(call, order.volume());
    }

    private void checkOverwritten(Vm vm, Call call) {
        var refusal = "unable to restore VM " + vm.vmid() + " - ";
        if (!call.flag("force", false) || vm.container() || !vm.node().equals(call.node())) {
            throw ApiFailure.because(refusal + "VM " + vm.vmid() + " already exists on node '" + vm.node() + "'");
        }
        if ("1".equals(vm.config().get("protection"))) {
            throw ApiFailure.because(refusal + "protection mode enabled");
        }
        qemu.vms().strikeLockFaults(call);
        Vms.requireNoConfigLock(vm, call);
        if (vm.power().isOn()) {
            throw ApiFailure.because(refusal + "vm is running");
        }
    }

    private static Vm placeholder(Order order) {
        var guest = new Vm.Guest(order.archive().agentAfterMillis());
        return new Vm(
                order.call().vmid(),
                order.call().node(),
                false,
                Map.of("lock", "create"),
                Map.of(),
                Map.of(),
                Vm.Power.OFF,
                guest);
    }

    /** Before anything of the old VM is gone. */
    private void requireRoom(Order order) {
        Drives.owned(order.archive().config()).forEach((option, disk) -> {
            var storage = qemu.storages().require(order.call().node(), order.storage(disk));
            var used = order.archive().usedBytes().getOrDefault(option, 0L);
            qemu.storages().requireRoom(order.call().node(), storage, used);
        });
    }

    private void complete(Order order, Worker worker) {
        order.overwritten().ifPresent(old -> remove(qemu.vms().required(old.vmid())));
        var empty = placeholder(order);
        var config = new TreeMap<>(order.archive().config());
        Drives.owned(order.archive().config())
                .forEach((option, disk) -> config.put(
                        option, restored(order, empty, option, disk, worker).print()));
        ConfigUpdate.given(order.call())
                .forEach((option, value) -> config.put(option, normaliser.stored(empty, option, value)));
        config.put("vmgenid", UUID.randomUUID().toString());
        if (order.call().flag("unique", false)) {
            makeUnique(config);
        }
        var vm = empty.withConfig(config);
        qemu.vms().put(vm);
        qemu.ledger()
                .effect(
                        Effect.VM_CREATED,
                        vm.vmid(),
                        vm.node(),
                        vm.description(),
                        order.volume().id());
        drives.volumes(vm).forEach(volume -> drives.recordCreated(vm));
    }

    /** In the ledger, overwriting is the end of one VM and the beginning of another. */
    private void remove(Vm old) {
        drives.volumes(old).forEach(volume -> drives.destroy(old, volume));
        old.snapshots().forEach((name, snapshot) -> qemu.hosts().forgetImage(snapshot.image(old.vmid(), name)));
        qemu.ledger().effect(Effect.VM_DESTROYED, old.vmid(), old.node(), old.description());
    }

    private Disk restored(Order order, Vm target, String option, Disk archived, Worker worker) {
        if (archived.isCloudInit()) {
            return drives.cloudInitDrive(target, archived.on(order.storage(archived) + ":cloudinit"));
        }
        var used = order.archive().usedBytes().getOrDefault(option, 0L);
        var size = Size.parse(archived.options().getOrDefault("size", "0"));
        var volume = drives.fresh(target, order.storage(archived), size, used);
        worker.log("new volume ID is '" + volume.id() + "'");
        return archived.on(volume.id());
    }

    private void makeUnique(Map<String, String> config) {
        config.put("smbios1", "uuid=" + UUID.randomUUID());
        config.replaceAll((option, value) -> {
            if (!Options.isNet(option)) {
                return value;
            }
            var nic = Nic.parse(qemu.options().schema(option).orElseThrow(), value, qemu.random());
            return nic.withMac(Nic.randomMac(qemu.random())).print();
        });
    }

    private void undo(Order order) {
        var present = qemu.vms().find(order.call().vmid()).filter(vm -> "create".equals(vm.lock()));
        if (present.isEmpty()) {
            power.abandonStart(order.call().vmid());
        } else if (order.overwritten().isPresent()) {
            qemu.vms().put(present.get().without("lock"));
        } else {
            qemu.pools().leave(order.call().vmid());
            qemu.vms().remove(order.call().vmid());
            qemu.hosts().discard(order.call().vmid());
        }
    }
}
