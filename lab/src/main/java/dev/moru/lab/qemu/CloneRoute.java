package dev.moru.lab.qemu;

import dev.moru.lab.api.ApiFailure;
import dev.moru.lab.api.Call;
import dev.moru.lab.ledger.Effect;
import dev.moru.lab.storage.Size;
import dev.moru.lab.storage.Volume;
import dev.moru.lab.task.Script;
import dev.moru.lab.task.Worker;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * {@code POST .../clone}. While the task runs, the new id shows a placeholder: {@code lock: clone} and nothing else, on
 * which no name, description or mark can be seen. The clone becomes an effect when it is whole.
 */
final class CloneRoute {

    private static final int PROGRESS_LINES = 4;
    private static final Set<String> NOT_INHERITED =
            Set.of("template", "lock", "description", "parent", "smbios1", "vmgenid");

    private final Qemu qemu;
    private final Drives drives;

    CloneRoute(Qemu qemu) {
        this.qemu = qemu;
        this.drives = new Drives(qemu);
    }

    /** @param storage where full copies go, empty for beside the original */
    private record Order(Vm source, int newId, String node, boolean full, Optional<String> storage, Call call) {}

    String handle(Call call) {
        var source = qemu.vms().toChange(call.node(), call.vmid());
        qemu.vms().strikeLockFaults(call);
        qemu.vms().requireFileLock(source.vmid(), Vms.CLONE_LOCK_PATIENCE);
        Vms.requireNoConfigLock(source, call);
        var order = new Order(
                source,
                call.number("newid"),
                call.text("target", call.node()),
                call.flag("full", !source.isTemplate()),
                call.find("storage"),
                call);
        check(order);
        reserve(order);
        return qemu.tasks().start(call, call.node(), "qmclone", String.valueOf(source.vmid()), script(order));
    }

    private void check(Order order) {
        order.call().find("pool").ifPresent(pool -> requirePool(order.call(), pool));
        if (qemu.vms().exists(order.newId())) {
            throw ApiFailure.because("unable to create VM " + order.newId() + ": config file already exists");
        }
        if (qemu.estate().node(order.node()).isEmpty()) {
            throw ApiFailure.badParameter("target", "node '" + order.node() + "' does not exist");
        }
        if (!order.full() && (order.storage().isPresent() || order.call().has("format"))) {
            var parameter = order.storage().isPresent() ? "storage" : "format";
            throw ApiFailure.badParameter(parameter, "parameter not allowed for linked clones");
        }
        Drives.owned(order.source().config()).forEach((option, disk) -> check(order, option, disk));
    }

    private void requirePool(Call call, String pool) {
        qemu.permissions().require(call.caller(), "/pool/" + pool, "VM.Allocate");
        qemu.pools().requireExisting(pool);
    }

    private void check(Order order, String option, Disk disk) {
        var storage = qemu.storages().require(order.source().node(), disk.storage());
        var elsewhere = !order.node().equals(order.source().node());
        if (elsewhere && !storage.shared()) {
            throw ApiFailure.because("can't clone VM to node '" + order.node() + "' (VM uses local storage)");
        }
        var target = qemu.storages().requireFor(order.node(), order.storage().orElse(storage.id()), "images");
        if (elsewhere && !target.shared()) {
            throw ApiFailure.because("can't clone to non-shared storage '" + target.id() + "'");
        }
        qemu.permissions().require(order.call().caller(), "/storage/" + target.id(), "Datastore.AllocateSpace");
        var volume = drives.volume(order.source(), disk);
        var linkable = order.source().isTemplate() && storage.type().supportsLinkedClones(volume.format());
        if (!order.full() && !linkable && !disk.isCloudInit()) {
            throw ApiFailure.because(
                    "Linked clone feature is not supported for '" + volume.id() + "' (" + option + ")");
        }
    }

    private void reserve(Order order) {
        qemu.vms()
                .put(new Vm(
                        order.newId(),
                        order.node(),
                        false,
                        Map.of("lock", "clone"),
                        Map.of(),
                        Map.of(),
                        Vm.Power.OFF,
                        order.source().guest()));
        order.call().find("pool").ifPresent(pool -> qemu.pools().join(pool, order.newId()));
    }

    private Script script(Order order) {
        var script = Script.begin(
                        worker -> qemu.vms().lock(worker, order.source().vmid(), Vms.CLONE_LOCK_PATIENCE))
                .then(0.05, worker -> {
                    worker.release(Vms.fileLock(order.source().vmid()));
                    copyDrives(order, worker);
                });
        for (var part = 1; part <= PROGRESS_LINES; part++) {
            var done = part / (double) PROGRESS_LINES;
            script.then(0.9 / PROGRESS_LINES, worker -> logProgress(order, worker, done));
        }
        return script.then(
                        0,
                        worker -> qemu.hosts().copyDisk(worker, order.source().vmid(), order.newId()))
                .then(0.05, worker -> complete(order))
                .otherwise(worker -> undo(order));
    }

    /** The placeholder names each volume as soon as it exists, so that they can be found again after a crash. */
    private void copyDrives(Order order, Worker worker) {
        Drives.owned(order.source().config()).forEach((option, disk) -> {
            var target = qemu.vms().required(order.newId());
            var copy = disk.isCloudInit()
                    ? drives.cloudInitDrive(target, disk.on(order.storage().orElse(disk.storage()) + ":cloudinit"))
                    : copyDrive(order, target, option, disk, worker);
            qemu.vms().put(target.with(option, copy.print()));
        });
    }

    private Disk copyDrive(Order order, Vm target, String option, Disk disk, Worker worker) {
        var original = drives.volume(order.source(), disk);
        worker.log("create " + (order.full() ? "full" : "linked") + " clone of drive " + option + " (" + original.id()
                + ")");
        Volume copy = order.full()
                ? drives.copy(target, order.storage().orElse(disk.storage()), original)
                : drives.link(target, original);
        return disk.on(copy.id()).with("size", Size.print(copy.sizeBytes()));
    }

    private void logProgress(Order order, Worker worker, double done) {
        if (!order.full()) {
            return;
        }
        Drives.owned(order.source().config()).values().stream()
                .filter(disk -> !disk.isCloudInit())
                .mapToLong(disk -> drives.volume(order.source(), disk).sizeBytes())
                .forEach(size -> worker.log("transferred %s of %s (%.2f%%)"
                        .formatted(Size.human(size * done), Size.human(size), 100 * done)));
    }

    private void complete(Order order) {
        var placeholder = qemu.vms().required(order.newId());
        var config = inherited(order.source());
        config.putAll(placeholder.without("lock").config());
        config.put(
                "name", order.call().text("name", "Copy-of-VM-" + order.source().name()));
        config.put("smbios1", "uuid=" + UUID.randomUUID());
        config.put("vmgenid", UUID.randomUUID().toString());
        order.call().find("description").ifPresent(text -> config.put("description", text));
        var vm = placeholder.withConfig(config);
        qemu.vms().put(vm);
        qemu.ledger().effect(Effect.VM_CREATED, vm.vmid(), vm.node(), vm.description());
        drives.volumes(vm).forEach(volume -> drives.recordCreated(vm));
    }

    private Map<String, String> inherited(Vm source) {
        var config = new LinkedHashMap<String, String>();
        source.config().forEach((option, value) -> {
            if (!NOT_INHERITED.contains(option) && !Options.isUnused(option)) {
                config.put(option, Options.isNet(option) ? withNewMac(option, value) : value);
            }
        });
        return config;
    }

    private String withNewMac(String option, String value) {
        var nic = Nic.parse(qemu.options().schema(option).orElseThrow(), value, qemu.random());
        return nic.withMac(Nic.randomMac(qemu.random())).print();
    }

    /** A clone that did not become whole leaves nothing. */
    private void undo(Order order) {
        drives.volumes(qemu.vms().required(order.newId())).forEach(qemu.storages()::free);
        qemu.pools().leave(order.newId());
        qemu.vms().remove(order.newId());
        qemu.hosts().discard(order.newId());
    }
}
