package dev.moru.lab.qemu;

import dev.moru.lab.access.Permissions;
import dev.moru.lab.api.ApiFailure;
import dev.moru.lab.api.Busy;
import dev.moru.lab.api.Call;
import dev.moru.lab.estate.Estate;
import dev.moru.lab.estate.StorageType;
import dev.moru.lab.storage.Archive;
import dev.moru.lab.storage.Archives;
import dev.moru.lab.storage.Pruning;
import dev.moru.lab.storage.Retention;
import dev.moru.lab.storage.Size;
import dev.moru.lab.storage.Storages;
import dev.moru.lab.storage.Volume;
import dev.moru.lab.task.Script;
import dev.moru.lab.task.Worker;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /nodes/{node}/vzdump}. The VM is locked ({@code lock: backup}) while its archive is written; one that
 * fails does not keep the others from being backed up, but ends the task with {@code job errors}.
 */
final class VzdumpRoute {

    private static final double DURATION = 0.4;
    private static final double COMPRESSION = 0.5;
    private static final String DEFAULT_STORAGE = "local";
    private static final Set<String> ROOTS_OWN = Set.of("dumpdir", "tmpdir", "script", "job-id");
    private static final Set<String> NOT_ARCHIVED = Set.of("lock", "parent", "digest");
    private static final DateTimeFormatter IN_NAMES =
            DateTimeFormatter.ofPattern("yyyy_MM_dd-HH_mm_ss").withZone(ZoneId.systemDefault());
    private static final DateTimeFormatter IN_SNAPSHOTS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    private final Qemu qemu;
    private final Drives drives;
    private final Permissions permissions;
    private final Pruning pruning;

    VzdumpRoute(Qemu qemu) {
        this.qemu = qemu;
        this.drives = new Drives(qemu);
        this.permissions = qemu.permissions();
        this.pruning = new Pruning(qemu.archives(), qemu.storages());
    }

    String handle(Call call) {
        var storage = qemu.storages().requireFor(call.node(), call.text("storage", DEFAULT_STORAGE), "backup");
        check(call, storage);
        var job = new Job(call, storage, vmids(call));
        var id = job.vmids.size() == 1 ? String.valueOf(job.vmids.get(0)) : "";
        return qemu.tasks().start(call, call.node(), "vzdump", id, job.script());
    }

    private void check(Call call, Estate.Storage storage) {
        if (!call.caller().isRoot()) {
            ROOTS_OWN.stream().filter(call::has).findFirst().ifPresent(option -> {
                throw ApiFailure.badParameter(option, "Only root may set this option.");
            });
        }
        var path = "/storage/" + storage.id();
        if (call.has("prune-backups") || call.has("protected")) {
            permissions.require(call.caller(), path, "Datastore.Allocate");
        } else {
            permissions.requireAny(call.caller(), path, List.of("Datastore.AllocateSpace", "Datastore.Allocate"));
        }
        call.find("prune-backups").ifPresent(Retention::parse);
    }

    /** VMs on other nodes are passed over; those nodes back them up. */
    private List<Integer> vmids(Call call) {
        if (call.flag("all", false)) {
            var excluded = call.list("exclude");
            return qemu.vms().on(call.node(), false).stream()
                    .map(Vm::vmid)
                    .filter(vmid -> !excluded.contains(String.valueOf(vmid)))
                    .filter(vmid -> permissions.has(call.caller(), "/vms/" + vmid, "VM.Backup"))
                    .toList();
        }
        if (!call.has("vmid")) {
            throw ApiFailure.badParameter("vmid", "property is missing and it is not optional");
        }
        var vmids = call.list("vmid").stream().map(Integer::valueOf).toList();
        vmids.forEach(vmid -> permissions.require(call.caller(), "/vms/" + vmid, "VM.Backup"));
        return vmids.stream()
                .filter(vmid -> qemu.vms()
                        .find(vmid)
                        .filter(vm -> !vm.node().equals(call.node()))
                        .isEmpty())
                .toList();
    }

    /** One task: its VMs one after another. */
    private final class Job {

        private final Call call;
        private final Estate.Storage storage;
        private final List<Integer> vmids;
        private boolean hasErrors;
        private @Nullable Backup present;

        private Job(Call call, Estate.Storage storage, List<Integer> vmids) {
            this.call = call;
            this.storage = storage;
            this.vmids = vmids;
        }

        private Script script() {
            var script = Script.begin(this::begin);
            for (var vmid : vmids) {
                script.then(0, worker -> lock(worker, vmid))
                        .then(0, worker -> guarded(worker, backup -> keepDisk(worker, backup)))
                        .then(DURATION, worker -> guarded(worker, backup -> write(worker, backup)));
            }
            return script.then(0, this::end).otherwise(worker -> abandon());
        }

        /** One job at a time on a node; the next one waits. */
        private void begin(Worker worker) {
            var patience = Duration.ofMinutes(call.number("lockwait", 180));
            worker.hold("vzdump/" + call.node(), patience, "can't acquire lock '/var/run/vzdump.lock' - got timeout");
            var words = vmids.stream().map(String::valueOf).toList();
            worker.log("INFO: starting new backup job: vzdump " + String.join(" ", words) + " --storage " + storage.id()
                    + " --mode " + call.text("mode", "snapshot"));
        }

        private void lock(Worker worker, int vmid) {
            present = null;
            try {
                var vm = qemu.vms()
                        .find(vmid)
                        .filter(one -> !one.container())
                        .orElseThrow(() -> ApiFailure.because("unable to find VM '" + vmid + "'"));
                worker.log("INFO: Starting Backup of VM " + vmid + " (qemu)");
                qemu.vms().lock(worker, vmid);
                worker.release(Vms.fileLock(vmid));
                if (vm.lock() != null) {
                    throw ApiFailure.because("VM is locked (" + vm.lock() + ")");
                }
                qemu.vms().put(vm.with("lock", "backup"));
                var time = freeSecond(vmid);
                present = new Backup(vmid, name(vmid, time), time);
                describe(worker, vm);
                worker.log("INFO: creating vzdump archive '" + storage.id() + ":" + name(vmid, time) + "'");
            } catch (ApiFailure refusal) {
                fail(worker, vmid, refusal);
            }
        }

        /** Names count in seconds, and here a backup may take less. */
        private Instant freeSecond(int vmid) {
            var time = qemu.clock().instant().truncatedTo(ChronoUnit.SECONDS);
            while (qemu.storages()
                    .find(call.node(), storage.id() + ":" + name(vmid, time))
                    .isPresent()) {
                time = time.plusSeconds(1);
            }
            return time;
        }

        private String name(int vmid, Instant now) {
            return storage.type() == StorageType.PBS
                    ? "backup/vm/" + vmid + "/" + IN_SNAPSHOTS.format(now)
                    : "backup/vzdump-qemu-" + vmid + "-" + IN_NAMES.format(now) + "." + suffix();
        }

        private String suffix() {
            return switch (call.text("compress", "0")) {
                case "1", "lzo" -> "vma.lzo";
                case "gzip" -> "vma.gz";
                case "zstd" -> "vma.zst";
                default -> "vma";
            };
        }

        private void describe(Worker worker, Vm vm) {
            worker.log("INFO: status = " + (vm.power().isOn() ? "running" : "stopped"));
            worker.log("INFO: VM Name: " + vm.name());
            archived(vm)
                    .forEach((option, disk) -> worker.log("INFO: include disk '" + option + "' '" + disk.file() + "' "
                            + disk.options().getOrDefault("size", "")));
            worker.log("INFO: backup mode: " + call.text("mode", "snapshot"));
        }

        private Map<String, Disk> archived(Vm vm) {
            var archived = new TreeMap<>(Drives.owned(vm.config()));
            archived.values()
                    .removeIf(disk ->
                            disk.isCloudInit() || "0".equals(disk.options().get("backup")));
            return archived;
        }

        private void keepDisk(Worker worker, Backup backup) {
            qemu.hosts().keepDisk(worker, backup.vmid(), Archives.image(storage.id() + ":" + backup.name()));
        }

        private void write(Worker worker, Backup backup) {
            var vm = qemu.vms().required(backup.vmid());
            var used = new HashMap<String, Long>();
            archived(vm).forEach((option, disk) -> used.put(option, data(vm, drives.volume(vm, disk))));
            var bytes = used.values().stream().mapToLong(Long::longValue).sum();
            var volume =
                    allocate(backup, (long) (bytes * (call.text("compress", "0").equals("0") ? 1 : COMPRESSION)));
            var config = new TreeMap<>(vm.config());
            config.keySet().removeAll(NOT_ARCHIVED);
            config.keySet().removeIf(Options::isUnused);
            var archive = new Archive(
                    config, vm.guest().agentAfterMillis(), used, notes(vm).orElse(null), call.flag("protected", false));
            qemu.archives().add(call.node(), volume, archive);
            qemu.vms().put(vm.without("lock"));
            present = null;
            worker.log("INFO: archive file size: " + Size.human(volume.usedBytes()));
            prune(worker, vm.vmid());
            worker.log("INFO: Finished Backup of VM " + vm.vmid());
        }

        /** Also what a linked clone leaves to its base. */
        private long data(Vm vm, Volume volume) {
            var base = Optional.ofNullable(volume.parent())
                    .flatMap(id -> qemu.storages().find(vm.node(), id))
                    .map(Volume::usedBytes);
            return volume.usedBytes() + base.orElse(0L);
        }

        private Volume allocate(Backup backup, long bytes) {
            var wanted = new Storages.Wanted(
                    backup.vmid(),
                    bytes,
                    bytes,
                    storage.type() == StorageType.PBS ? "pbs-vm" : suffix(),
                    "backup",
                    null);
            var volume = qemu.storages().allocate(call.node(), storage, backup.name(), wanted);
            return qemu.storages().dated(volume, backup.time());
        }

        private Optional<String> notes(Vm vm) {
            return call.find("notes-template")
                    .map(template -> template.replace("{{vmid}}", String.valueOf(vm.vmid()))
                            .replace("{{guestname}}", vm.name())
                            .replace("{{node}}", vm.node())
                            .replace("{{cluster}}", "lab")
                            .replace("\\n", "\n"));
        }

        private void prune(Worker worker, int vmid) {
            if (!call.flag("remove", true) || !call.has("prune-backups")) {
                return;
            }
            var retention = call.text("prune-backups");
            worker.log("INFO: prune older backups with retention: " + retention);
            pruning.marks(call.node(), storage.id(), Retention.parse(retention), volume -> volume.vmid() == vmid)
                    .forEach((volume, mark) -> {
                        if (mark.equals("remove")) {
                            worker.log("INFO: removing backup '" + volume.id() + "'");
                            qemu.archives().remove(call.node(), volume);
                        }
                    });
        }

        /** Runs a step for the VM that the job is at, unless that has failed already. */
        private void guarded(Worker worker, Consumer<Backup> step) {
            var backup = present;
            if (backup == null) {
                return;
            }
            try {
                step.accept(backup);
            } catch (Busy waiting) {
                throw waiting;
            } catch (ApiFailure failure) {
                abandon();
                fail(worker, backup.vmid(), failure);
            }
        }

        private void fail(Worker worker, int vmid, ApiFailure failure) {
            hasErrors = true;
            worker.log("ERROR: Backup of VM " + vmid + " failed - "
                    + failure.message().strip());
        }

        /** What was begun and can't be finished leaves neither a lock nor an archive. */
        private void abandon() {
            var backup = present;
            if (backup != null) {
                present = null;
                qemu.hosts().forgetImage(Archives.image(storage.id() + ":" + backup.name()));
                qemu.vms()
                        .find(backup.vmid())
                        .filter(vm -> "backup".equals(vm.lock()))
                        .ifPresent(vm -> qemu.vms().put(vm.without("lock")));
            }
        }

        private void end(Worker worker) {
            if (hasErrors) {
                worker.log("INFO: Backup job finished with errors");
                throw ApiFailure.because("job errors");
            }
            worker.log("INFO: Backup job finished successfully");
        }
    }

    /** The VM that a job is at. */
    private record Backup(int vmid, String name, Instant time) {}
}
