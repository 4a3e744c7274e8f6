package dev.moru.provisioning.server.proxmox;

import dev.moru.provisioning.server.CreateGuest;
import dev.moru.provisioning.site.HypervisorFailure;
import dev.moru.proxmox.Qemu;
import dev.moru.proxmox.QemuConfig;

/** Gives a new guest its size, its network cards and what cloud-init is to tell it. */
final class ShapeStep {

    private final ConfigWriter writer;
    private final CreateGuest request;
    private final Cards cards;

    ShapeStep(ConfigWriter writer, CreateGuest request) {
        this.writer = writer;
        this.request = request;
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
        if (request.image().agent()) {
            changes.agent();
        }
        addCards(changes, present);
        if (request.image().cloudInit()) {
            addCloudInit(changes, present);
        }
        return changes;
    }

    private void addCards(Changes changes, QemuConfig present) {
        for (int index = 0; index < request.networks().size(); index++) {
            changes.set("net" + index, cards.card(index, present));
        }
        cards.superfluous(present).forEach(changes::remove);
    }

    private void addCloudInit(Changes changes, QemuConfig present) {
        if (present.cloudInitDrive().isEmpty()) {
            throw HypervisorFailure.permanent(
                    "image-without-cloud-init",
                    "The template has no cloud-init drive",
                    "template %d has none, though image %s is said to use cloud-init"
                            .formatted(request.template().vmId(), request.spec().image()),
                    "add one to the template: qm set %d --ide2 %s:cloudinit"
                            .formatted(
                                    request.template().vmId(),
                                    request.template().storage()));
        }
        changes.set("ciuser", request.spec().login().user()).sshKeys(request.sshKeys());
        for (int index = 0; index < request.networks().size(); index++) {
            var key = "ipconfig" + index;
            cards.ipConfig(index).ifPresentOrElse(value -> changes.set(key, value), () -> changes.remove(key));
        }
        cards.nameServers()
                .ifPresentOrElse(servers -> changes.set("nameserver", servers), () -> changes.remove("nameserver"));
    }
}
