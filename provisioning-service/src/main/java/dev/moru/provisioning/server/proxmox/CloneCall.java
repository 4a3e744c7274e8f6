package dev.moru.provisioning.server.proxmox;

import dev.moru.contracts.site.ImageSource;
import dev.moru.durable.FailPoint;
import dev.moru.provisioning.server.CreateGuest;
import dev.moru.provisioning.server.ResolvedDisk;
import dev.moru.provisioning.site.HypervisorFailure;
import dev.moru.proxmox.Clone;
import dev.moru.proxmox.GuestResource;
import dev.moru.proxmox.ProxmoxClient;
import dev.moru.proxmox.ProxmoxException;
import dev.moru.proxmox.Upid;

/** Makes a guest as a clone of a template. */
final class CloneCall implements MakeStep.Making {

    static final String STEP = "clone";

    private final ProxmoxClient client;
    private final CreateGuest request;
    private final ImageSource template;

    CloneCall(ProxmoxClient client, CreateGuest request, ImageSource template) {
        this.client = client;
        this.request = request;
        this.template = template;
    }

    @Override
    public String step() {
        return STEP;
    }

    @Override
    public String message() {
        return "template %d on %s".formatted(template.vmId(), template.node());
    }

    @Override
    public Upid call() {
        FailPoint.reach("proxmox.before-clone");
        var upid = callWhereTheTemplateIs();
        FailPoint.reach("proxmox.after-clone");
        return upid;
    }

    /** A template on shared storage is a source on several nodes, and stands on one of them. */
    private Upid callWhereTheTemplateIs() {
        try {
            return cloneFrom(template.node());
        } catch (ProxmoxException.NoSuchGuest elsewhere) {
            return cloneFrom(nodeOfTheTemplate());
        }
    }

    private String nodeOfTheTemplate() {
        return client.cluster().guests().stream()
                .filter(guest -> guest.vmid() == template.vmId() && guest.template())
                .map(GuestResource::node)
                .filter(node -> !node.equals(template.node()))
                .findFirst()
                .orElseThrow(() -> HypervisorFailure.permanent(
                        "template-missing",
                        "The template is not there",
                        "template %d of image %s is not on %s"
                                .formatted(template.vmId(), request.spec().image(), template.node()),
                        "correct the sources of the image"));
    }

    private Upid cloneFrom(String node) {
        var guest = request.guest();
        var clone = Clone.full(guest.vmId())
                .name(request.spec().name())
                .description(Description.of(request.spec().description(), guest.mark()));
        var storage = request.disks().stream().findFirst().map(ResolvedDisk::storage);
        if (storage.isPresent()) {
            clone = clone.storage(storage.get());
        }
        if (request.pool() != null) {
            clone = clone.pool(request.pool());
        }
        if (!guest.node().equals(node)) {
            clone = clone.targetNode(guest.node());
        }
        return client.node(node).qemu(template.vmId()).clone(clone);
    }
}
