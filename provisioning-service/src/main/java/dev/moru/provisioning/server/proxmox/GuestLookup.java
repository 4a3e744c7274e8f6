package dev.moru.provisioning.server.proxmox;

import dev.moru.contracts.site.Mark;
import dev.moru.provisioning.server.GuestRef;
import dev.moru.provisioning.site.HypervisorFailure;
import dev.moru.proxmox.GuestResource;
import dev.moru.proxmox.ProxmoxClient;
import dev.moru.proxmox.ProxmoxException;
import dev.moru.proxmox.Qemu;
import dev.moru.proxmox.QemuConfig;
import java.util.Optional;
import java.util.Set;

/** Finds a guest and judges by its mark whether it is the one. */
final class GuestLookup {

    /** Locks of a guest that does not exist yet as a whole. */
    private static final Set<String> BEING_MADE = Set.of("clone", "create");

    private final ProxmoxClient client;
    private final GuestRef guest;

    GuestLookup(ProxmoxClient client, GuestRef guest) {
        this.client = client;
        this.guest = guest;
    }

    /**
     * Looks where the guest was last seen, then where the cluster lists it, which may be seconds old. That the VM id is
     * free is never concluded from a list.
     */
    Finding look() {
        var near = on(guest.node());
        if (near.isPresent()) {
            return near.get();
        }
        var listed = client.cluster().guests().stream()
                .filter(each -> each.vmid() == guest.vmId())
                .findFirst();
        return listed.flatMap(this::elsewhere).orElseGet(this::absentUnlessUnseen);
    }

    private Optional<Finding> on(String node) {
        if (node.isEmpty()) {
            return Optional.empty();
        }
        var vm = client.node(node).qemu(guest.vmId());
        try {
            return vm.find().map(config -> judge(vm, config));
        } catch (ProxmoxException.NotFound noSuchNode) {
            return Optional.empty();
        }
    }

    private Optional<Finding> elsewhere(GuestResource listed) {
        if (!"qemu".equals(listed.type())) {
            return Optional.of(new Finding.Foreign("container " + listed.vmid() + " on " + listed.node()));
        }
        return listed.node().equals(guest.node()) ? Optional.empty() : on(listed.node());
    }

    private Finding absentUnlessUnseen() {
        return client.cluster().isFree(guest.vmId()) ? new Finding.Absent() : new Finding.Unseen();
    }

    private Finding judge(Qemu vm, QemuConfig config) {
        var mark = Mark.in(config.description());
        boolean beingMade = config.lock().filter(BEING_MADE::contains).isPresent();
        if (beingMade && (mark.isEmpty() || isOurs(mark.get()))) {
            return new Finding.Unfinished(vm);
        }
        if (mark.filter(this::isOurs).isPresent()) {
            return new Finding.Ours(vm, config);
        }
        var name = config.name().map(text -> " (" + text + ")").orElse("");
        return new Finding.Foreign("VM " + vm.vmid() + name + " on " + vm.node() + ", which does not bear its mark");
    }

    private boolean isOurs(Mark mark) {
        return mark.makesOurs(guest.mark().installation(), guest.vmId())
                && mark.server().equals(guest.server());
    }

    /** The guest itself, or the failure that says what stands there instead. */
    Finding.Ours required() {
        var finding = look();
        if (finding instanceof Finding.Ours ours) {
            return ours;
        }
        if (finding instanceof Finding.Foreign foreign) {
            throw notOurs(foreign);
        }
        if (!(finding instanceof Finding.Absent)) {
            throw undecided();
        }
        throw HypervisorFailure.permanent(
                "guest-not-found",
                "The guest is not there",
                "VM %d does not exist on site %s"
                        .formatted(guest.vmId(), guest.site().name()),
                "if it was destroyed outside of Moru, delete the server");
    }

    /** Nothing can be said of the guest now. */
    HypervisorFailure undecided() {
        return HypervisorFailure.passing(
                "guest-undecided",
                "The guest is being made or moved",
                "VM %d of site %s is taken, and cannot be looked at now"
                        .formatted(guest.vmId(), guest.site().name()),
                null);
    }

    HypervisorFailure notOurs(Finding.Foreign foreign) {
        return HypervisorFailure.permanent(
                "mark-mismatch",
                "Another guest has the VM id",
                "VM id %d of server %s is taken by %s; it was not touched"
                        .formatted(guest.vmId(), guest.server(), foreign.what()),
                "the guest's description must hold the line '" + guest.mark().line() + "'");
    }

    /** The guest's configuration, read again right before a write: refused when it is not, or no longer, the guest. */
    QemuConfig own(Qemu vm) {
        var finding = vm.find().map(config -> judge(vm, config)).orElseGet(Finding.Absent::new);
        if (finding instanceof Finding.Ours ours) {
            return ours.config();
        }
        if (finding instanceof Finding.Foreign foreign) {
            throw notOurs(foreign);
        }
        throw HypervisorFailure.passing(
                "guest-moved", "The guest is not where it was", "VM " + vm.vmid() + " left " + vm.node(), null);
    }
}
