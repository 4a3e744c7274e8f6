package dev.moru.provisioning.server.proxmox;

import dev.moru.contracts.site.ImageSource;
import dev.moru.provisioning.server.CreateGuest;
import dev.moru.provisioning.server.GuestSource;
import dev.moru.provisioning.site.HypervisorFailure;
import dev.moru.proxmox.Qemu;
import dev.moru.proxmox.QemuConfig;

/** Gives a new guest its size, its network cards and what cloud-init is to tell it. */
final class ShapeStep {

    private static final String UNPLUGGED = "link_down";

    private final ConfigWriter writer;
    private final CreateGuest request;
    private final boolean connected;
    private final Cards cards;

    /** @param connected whether its network cards are plugged in */
    ShapeStep(ConfigWriter writer, CreateGuest request, boolean connected) {
        this.writer = writer;
        this.request = request;
        this.connected = connected;
        this.cards = new Cards(request.networks());
    }

    void perform(Qemu vm) {
        writer.write(vm, this::wanted);
    }

    private Changes wanted(QemuConfig present) {
        var spec = request.spec();
        var changes = new Changes(present)
                .set("name", spec.name())
                .cores(spec.cores())
                .memory(spec.memoryMiB())
                .tags(spec.tags())
                .description(Description.of(spec.description(), request.guest().mark()));
        addCards(changes, present);
        if (request.source() instanceof GuestSource.Image from) {
            addWhatTheImageHas(changes, from, present);
        } else if (present.cloudInitDrive().isPresent()) {
            addCloudInit(changes);
        }
        return changes;
    }

    private void addWhatTheImageHas(Changes changes, GuestSource.Image from, QemuConfig present) {
        if (from.image().agent()) {
            changes.agent();
        }
        if (from.image().cloudInit()) {
            requireDrive(from.template(), present);
            addCloudInit(changes);
        }
    }

    private void addCards(Changes changes, QemuConfig present) {
        for (int index = 0; index < request.networks().size(); index++) {
            var card = cards.card(index, present);
            changes.set("net" + index, connected ? card : card.with(UNPLUGGED, 1));
        }
        cards.superfluous(present).forEach(changes::remove);
    }

    private void requireDrive(ImageSource template, QemuConfig present) {
        if (present.cloudInitDrive().isEmpty()) {
            throw HypervisorFailure.permanent(
                    "image-without-cloud-init",
                    "The template has no cloud-init drive",
                    "template %d has none, though image %s is said to use cloud-init"
                            .formatted(template.vmId(), request.spec().image()),
                    "add one to the template: qm set %d --ide2 %s:cloudinit"
                            .formatted(template.vmId(), template.storage()));
        }
    }

    private void addCloudInit(Changes changes) {
        changes.set("ciuser", request.spec().login().user()).sshKeys(request.sshKeys());
        for (int index = 0; index < request.networks().size(); index++) {
            var key = "ipconfig" + index;
            cards.ipConfig(index).ifPresentOrElse(value -> changes.set(key, value), () -> changes.remove(key));
        }
        cards.nameServers()
                .ifPresentOrElse(servers -> changes.set("nameserver", servers), () -> changes.remove("nameserver"));
    }
}
