package dev.moru.lab.qemu;

import dev.moru.lab.api.ApiFailure;
import dev.moru.lab.api.Call;
import dev.moru.lab.storage.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** One change of a VM's options: checked as a whole, then applied, or left pending where the VM runs. */
final class ConfigUpdate {

    private final Qemu qemu;
    private final Drives drives;
    private final OptionRights rights;
    private final Normaliser normaliser;

    ConfigUpdate(Qemu qemu) {
        this.qemu = qemu;
        this.drives = new Drives(qemu);
        this.rights = new OptionRights(qemu);
        this.normaliser = new Normaliser(qemu);
    }

    static Map<String, String> given(Call call) {
        return call.where(Options::isOption);
    }

    static String asOptions(Call call) {
        return given(call).entrySet().stream()
                .map(option -> " -" + option.getKey() + " "
                        + (option.getKey().equals("cipassword") ? "<hidden>" : option.getValue()))
                .collect(Collectors.joining());
    }

    /** Everything that can be refused before anything changes. */
    void check(Vm vm, Call call) {
        var set = given(call);
        var delete = call.list("delete");
        if (set.isEmpty() && delete.isEmpty() && !call.has("revert")) {
            throw ApiFailure.because("no options specified");
        }
        Digest.requireCurrent(vm, call, "checksum mismatch (file change by other user?)");
        delete.stream().filter(set::containsKey).findFirst().ifPresent(option -> {
            throw ApiFailure.badParameter(option, "duplicate parameter: '" + option + "' is in 'delete' as well");
        });
        rights.require(call, vm, set, delete);
        checkDrives(vm, set);
        normaliser.checkAgainst(vm, set, delete);
    }

    private void checkDrives(Vm vm, Map<String, String> set) {
        set.forEach((option, value) -> {
            var disk = Disk.parse(value);
            if (Options.isDisk(option) && disk.isCloudInitRequest()) {
                Drives.owned(vm.config()).entrySet().stream()
                        .filter(other -> other.getValue().isCloudInit()
                                && !other.getKey().equals(option))
                        .findFirst()
                        .ifPresent(other -> {
                            throw ApiFailure.because(
                                    option + " - cloud-init drive is already attached at '" + other.getKey() + "'");
                        });
            }
            if (Options.isDisk(option) && !disk.storage().isEmpty()) {
                qemu.storages().require(vm.node(), disk.storage());
            }
        });
    }

    void apply(Vm before, Call call, Consumer<String> log) {
        var change = new Change(before, call, log);
        call.list("revert").forEach(change.pending::remove);
        call.list("delete").forEach(change::delete);
        try {
            given(call).forEach(change::set);
        } catch (ApiFailure refusal) {
            change.created.forEach(disk -> qemu.storages().free(drives.volume(before, disk)));
            throw refusal;
        }
        var after = before.withConfig(change.config).withPending(change.pending);
        qemu.vms().put(after);
        change.created.forEach(disk -> drives.recordCreated(after));
    }

    /** The first {@code unusedN} that is not taken. */
    static String freeUnused(Map<String, String> config) {
        var number = 0;
        while (config.containsKey("unused" + number)) {
            number++;
        }
        return "unused" + number;
    }

    /** A change while it is put together. */
    private final class Change {

        private final Vm vm;
        private final Call call;
        private final Consumer<String> log;
        private final Map<String, String> config;
        private final Map<String, String> pending;
        private final List<Disk> created = new ArrayList<>();

        private Change(Vm vm, Call call, Consumer<String> log) {
            this.vm = vm;
            this.call = call;
            this.log = log;
            this.config = new TreeMap<>(vm.config());
            this.pending = new TreeMap<>(vm.pending());
        }

        private void delete(String option) {
            pending.remove(option);
            if (!config.containsKey(option)) {
                log.accept("cannot delete '" + option + "' - not set in current configuration!");
            } else if (isHot(option)) {
                detach(option, String.valueOf(config.remove(option)));
            } else {
                pending.put(option, "");
            }
        }

        /** A disk that is taken out stays as {@code unusedN}; a cloud-init drive or an unused disk goes for good. */
        private void detach(String option, String value) {
            var disk = Disk.parse(value);
            if (Options.isUnused(option)
                    || Options.isDisk(option) && (disk.isCloudInit() || call.flag("force", false))) {
                qemu.storages().find(vm.node(), disk.file()).ifPresent(volume -> drives.destroy(vm, volume));
            } else if (Options.isDisk(option) && disk.isOwned()) {
                config.put(freeUnused(config), disk.file());
            }
        }

        private void set(String option, String value) {
            var stored = Options.isDisk(option) ? drive(option, value) : normaliser.stored(vm, option, value);
            if (isHot(option)) {
                config.put(option, stored);
                pending.remove(option);
            } else if (stored.equals(config.get(option))) {
                pending.remove(option);
            } else {
                pending.put(option, stored);
            }
        }

        private String drive(String option, String value) {
            var wanted = Disk.parse(value);
            if (wanted.isCloudInitRequest()) {
                return cloudInitDrive(option, wanted).print();
            }
            var present = vm.option(option).map(Disk::parse);
            present.filter(disk -> disk.isOwned() && !disk.file().equals(wanted.file()))
                    .ifPresent(disk -> config.put(freeUnused(config), disk.file()));
            if (wanted.isAllocation()) {
                return created(drives.allocate(vm, option, wanted, log)).print();
            }
            config.values().removeIf(unused -> unused.equals(wanted.file()));
            return wanted.isOwned()
                    ? wanted.with("size", Size.print(drives.volume(vm, wanted).sizeBytes()))
                            .print()
                    : wanted.print();
        }

        /** Replaces the one that is there, which has the same name. */
        private Disk cloudInitDrive(String option, Disk wanted) {
            drives.requireRoomForCloudInit(vm, wanted);
            vm.option(option)
                    .map(Disk::parse)
                    .filter(Disk::isCloudInit)
                    .flatMap(disk -> qemu.storages().find(vm.node(), disk.file()))
                    .ifPresent(volume -> drives.destroy(vm, volume));
            return created(drives.cloudInitDrive(vm, wanted));
        }

        private Disk created(Disk disk) {
            created.add(disk);
            return disk;
        }

        private boolean isHot(String option) {
            return !vm.power().isOn() || Hotplug.isHot(vm, option);
        }
    }
}
