package dev.moru.lab.qemu;

import dev.moru.lab.api.ApiFailure;
import dev.moru.lab.api.Call;
import dev.moru.lab.ledger.Effect;
import dev.moru.lab.storage.Volume;
import dev.moru.lab.task.Script;
import dev.moru.lab.task.Worker;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code POST /nodes/{node}/qemu}: a VM from nothing, or from an archive. */
final class CreateRoute {

    private static final double DURATION = 0.1;

    private final Qemu qemu;
    private final Drives drives;
    private final Normaliser normaliser;
    private final OptionRights rights;
    private final PowerRoutes power;
    private final RestoreRoute restore;

    CreateRoute(Qemu qemu, PowerRoutes power) {
        this.qemu = qemu;
        this.drives = new Drives(qemu);
        this.normaliser = new Normaliser(qemu);
        this.rights = new OptionRights(qemu);
        this.power = power;
        this.restore = new RestoreRoute(qemu, power);
    }

    String handle(Call call) {
        if (call.has("archive")) {
            return restore.handle(call);
        }
        check(call);
        var before = Set.copyOf(qemu.storages().disksOf(call.node(), call.vmid()));
        reserve(call);
        var script = new Script().then(DURATION, worker -> complete(call, worker));
        if (call.flag("start", false)) {
            script.then(0, worker -> power.switchOn(worker, call.vmid()));
        }
        script.otherwise(worker -> undo(call, before));
        return qemu.tasks().start(call, call.node(), "qmcreate", String.valueOf(call.vmid()), script);
    }

    private void check(Call call) {
        var pool = call.find("pool");
        pool.ifPresent(qemu.pools()::requireExisting);
        var mayInPool = pool.filter(name -> qemu.permissions().has(call.caller(), "/pool/" + name, "VM.Allocate"));
        if (mayInPool.isEmpty()) {
            qemu.permissions().require(call.caller(), "/vms/" + call.vmid(), "VM.Allocate");
        }
        qemu.vms().find(call.vmid()).ifPresent(present -> {
            throw ApiFailure.because("unable to create VM " + call.vmid() + " - VM " + call.vmid()
                    + " already exists on node '" + present.node() + "'");
        });
        var options = ConfigUpdate.given(call);
        var nothing = placeholder(call);
        if (mayInPool.isEmpty()) {
            rights.require(call, nothing, options, List.of());
        }
        options.forEach((option, value) -> {
            if (Options.isDisk(option) && !Disk.parse(value).storage().isEmpty()) {
                qemu.storages().require(call.node(), Disk.parse(value).storage());
            }
        });
        normaliser.checkAgainst(nothing, options, List.of());
    }

    private static Vm placeholder(Call call) {
        return new Vm(
                call.vmid(),
                call.node(),
                false,
                Map.of("lock", "create"),
                Map.of(),
                Map.of(),
                Vm.Power.OFF,
                Vm.Guest.WITHOUT_AGENT);
    }

    private void reserve(Call call) {
        qemu.vms().put(placeholder(call));
        call.find("pool").ifPresent(pool -> qemu.pools().join(pool, call.vmid()));
    }

    private void complete(Call call, Worker worker) {
        var empty = qemu.vms().required(call.vmid());
        var config = new TreeMap<String, String>();
        ConfigUpdate.given(call)
                .forEach((option, value) -> config.put(
                        option,
                        Options.isDisk(option)
                                ? drive(empty, option, value, worker)
                                : normaliser.stored(empty, option, value)));
        config.putIfAbsent("boot", bootOrder(config));
        config.putIfAbsent("smbios1", "uuid=" + UUID.randomUUID());
        config.putIfAbsent("vmgenid", UUID.randomUUID().toString());
        config.put(
                "meta", "creation-qemu=10.0.2,ctime=" + qemu.clock().instant().getEpochSecond());
        var vm = empty.withConfig(config);
        qemu.vms().put(vm);
        qemu.ledger().effect(Effect.VM_CREATED, vm.vmid(), vm.node(), vm.description());
        ConfigUpdate.given(call).entrySet().stream()
                .filter(option -> Options.isDisk(option.getKey())
                        && Disk.parse(option.getValue()).isRequest())
                .forEach(option -> drives.recordCreated(vm));
        if (call.flag("start", false)) {
            worker.log("Execute autostart");
        }
    }

    private String drive(Vm vm, String option, String value, Worker worker) {
        var wanted = Disk.parse(value);
        if (wanted.isCloudInitRequest()) {
            return drives.cloudInitDrive(vm, wanted).print();
        }
        return wanted.isAllocation()
                ? drives.allocate(vm, option, wanted, worker::log).print()
                : wanted.print();
    }

    /** First disk, first CD, first card. */
    private static String bootOrder(Map<String, String> config) {
        var disk = first(
                config,
                (option, value) -> Options.isDisk(option) && !Disk.parse(value).isCdrom());
        var cdrom = first(
                config,
                (option, value) -> Options.isDisk(option) && Disk.parse(value).isCdrom());
        var card = first(config, (option, value) -> Options.isNet(option));
        return "order=" + Stream.of(disk, cdrom, card).flatMap(Optional::stream).collect(Collectors.joining(";"));
    }

    private static Optional<String> first(Map<String, String> config, BiPredicate<String, String> wanted) {
        return config.entrySet().stream()
                .filter(option -> wanted.test(option.getKey(), option.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Volumes that were there before the VM stay; so does a VM that is whole and only was not started. */
    private void undo(Call call, Set<Volume> before) {
        if (qemu.vms()
                .find(call.vmid())
                .filter(vm -> "create".equals(vm.lock()))
                .isEmpty()) {
            power.abandonStart(call.vmid());
            return;
        }
        qemu.storages().disksOf(call.node(), call.vmid()).stream()
                .filter(volume -> !before.contains(volume))
                .forEach(qemu.storages()::free);
        qemu.pools().leave(call.vmid());
        qemu.vms().remove(call.vmid());
    }
}
