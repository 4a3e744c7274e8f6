package dev.moru.provisioning.server.proxmox;

import dev.moru.contracts.server.DiskSpec;
import dev.moru.contracts.site.Mark;
import dev.moru.provisioning.server.AdoptGuest;
import dev.moru.provisioning.server.AdoptedGuest;
import dev.moru.provisioning.site.HypervisorFailure;
import dev.moru.proxmox.Parameters;
import dev.moru.proxmox.PropertyString;
import dev.moru.proxmox.ProxmoxException;
import dev.moru.proxmox.Qemu;
import dev.moru.proxmox.QemuConfig;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Takes over a guest that Moru did not make: looks at it, and appends the mark to what its description says. */
final class AdoptEffect {

    private static final String INSPECT = "inspect";
    private static final String MARK = "mark";

    /** What Proxmox VE gives a guest that says nothing of it. */
    private static final int DEFAULT_MEMORY_MIB = 512;

    private final Effect effect;
    private final Mark mark;

    AdoptEffect(Effect effect, AdoptGuest request) {
        this.effect = effect;
        this.mark = request.mark();
    }

    AdoptedGuest perform() {
        effect.running(INSPECT, 0, "VM " + mark.vmId());
        var vm = located();
        requireAdoptable(vm.config());
        effect.succeeded(INSPECT, "VM %d on %s".formatted(vm.vmid(), vm.node()));
        effect.running(MARK, 0, "writing the mark");
        var config = marked(vm);
        effect.succeeded(MARK, "marked");
        return inspected(vm, config);
    }

    private Qemu located() {
        var listed = effect.client().cluster().guests().stream()
                .filter(guest -> guest.vmid() == mark.vmId())
                .findFirst()
                .orElseThrow(() -> HypervisorFailure.permanent(
                        "guest-not-found",
                        "There is no such guest",
                        "VM %d is not on site %s"
                                .formatted(mark.vmId(), effect.site().name()),
                        null));
        if (!"qemu".equals(listed.type())) {
            throw refused("guest-is-container", "The guest is a container", "only virtual machines can be adopted");
        }
        return effect.client().node(listed.node()).qemu(mark.vmId());
    }

    private void requireAdoptable(QemuConfig config) {
        if (config.isTemplate()) {
            throw refused("guest-is-template", "The guest is a template", "add it as an image of the site");
        }
        config.lock().ifPresent(lock -> {
            throw refused("guest-locked", "The guest is locked (" + lock + ")", "try again when that is over");
        });
        // A mark with another VM id came with a copy, and makes nobody the owner.
        Mark.in(config.description())
                .filter(found -> found.vmId() == mark.vmId())
                .ifPresent(this::requireOurs);
    }

    private void requireOurs(Mark found) {
        if (!found.installation().equals(mark.installation())) {
            throw refused(
                    "guest-foreign",
                    "The guest belongs to another installation of Moru",
                    "delete the line 'moru: ...' from its description if that installation is gone");
        }
        if (!found.server().equals(mark.server())) {
            throw refused("already-managed", "The guest is a server already", "it is server " + found.server());
        }
    }

    private HypervisorFailure refused(String problem, String title, String hint) {
        return HypervisorFailure.permanent(problem, title, title + ": VM " + mark.vmId(), hint);
    }

    private QemuConfig marked(Qemu vm) {
        effect.stopIfAsked();
        try {
            return mark(vm);
        } catch (ProxmoxException.Modified changed) {
            return mark(vm);
        }
    }

    private QemuConfig mark(Qemu vm) {
        var config = vm.config();
        requireAdoptable(config);
        if (Mark.in(config.description()).filter(mark::equals).isPresent()) {
            return config;
        }
        var description = (config.description().strip() + "\n\n" + mark.line()).strip();
        effect.patiently(() -> {
            vm.configure(Parameters.of("description", description), config.digest());
            return true;
        });
        return vm.config();
    }

    private AdoptedGuest inspected(Qemu vm, QemuConfig config) {
        var bridges = config.networkCards().entrySet().stream()
                .sorted(Comparator.comparingInt(
                        card -> Integer.parseInt(card.getKey().replaceAll("\\D", ""))))
                .map(Map.Entry::getValue)
                .map(card -> card.get("bridge").orElse(""))
                .toList();
        return new AdoptedGuest(
                new GuestReader(List.of()).read(vm, config, List.of()),
                config.processors(),
                config.memoryMiB().orElse(DEFAULT_MEMORY_MIB),
                disks(config),
                bridges,
                Description.withoutMark(config.description()),
                null);
    }

    /** The root disk first. */
    private static List<DiskSpec> disks(QemuConfig config) {
        var disks = new Disks(config);
        var root = config.bootDisk().orElse("");
        return config.disks().entrySet().stream()
                .sorted(Comparator.<Map.Entry<String, PropertyString>, Boolean>comparing(
                                disk -> !disk.getKey().equals(root))
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .map(place -> new DiskSpec(
                        disks.name(place),
                        config.diskGiB(place),
                        config.diskStorage(place).orElse("")))
                .toList();
    }
}
