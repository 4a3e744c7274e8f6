package dev.moru.provisioning.server.proxmox;

import dev.moru.contracts.operation.StepRef;
import dev.moru.durable.FailPoint;
import dev.moru.provisioning.server.CreateGuest;
import dev.moru.provisioning.site.HypervisorFailure;
import dev.moru.proxmox.Clone;
import dev.moru.proxmox.GuestResource;
import dev.moru.proxmox.ProxmoxException;
import dev.moru.proxmox.RetryClass;
import dev.moru.proxmox.TaskOutcome;
import dev.moru.proxmox.Upid;
import java.time.Duration;

/**
 * Makes the guest under the VM id of the intent, or adopts what a predecessor made there: it clones only where nothing
 * stands, and the cluster itself refuses a second guest under one id.
 */
final class CloneStep {

    static final String NAME = "clone";

    private static final int CLONES_AT_MOST = 5;
    private static final Duration BETWEEN_CLONES = Duration.ofSeconds(1);
    private static final double CLONED = 0.7;

    private final Effect effect;
    private final TaskRunner tasks;
    private final GuestLookup lookup;
    private final CreateGuest request;

    CloneStep(Effect effect, TaskRunner tasks, GuestLookup lookup, CreateGuest request) {
        this.effect = effect;
        this.tasks = tasks;
        this.lookup = lookup;
        this.request = request;
    }

    Finding.Ours perform() {
        for (int clones = 0; clones < CLONES_AT_MOST; ) {
            var finding = new PatientLook(effect, lookup).untilDecided(NAME);
            if (finding instanceof Finding.Ours ours) {
                return ours;
            }
            if (finding instanceof Finding.Foreign foreign) {
                throw taken(foreign);
            }
            makeClone();
            clones++;
        }
        throw HypervisorFailure.passing(
                "clone-vanished",
                "The clone does not stay",
                "VM %d was cloned %d times and is not there"
                        .formatted(request.guest().vmId(), CLONES_AT_MOST),
                null);
    }

    private void makeClone() {
        var template = request.template();
        var message = "template %d on %s".formatted(template.vmId(), template.node());
        try {
            var end = tasks.run(new TaskRunner.Part(NAME, 0.02, CLONED, message, true), this::callClone);
            end.failed().ifPresent(failed -> onFailure(end, failed));
        } catch (ProxmoxException.Refused refused) {
            // A call whose answer was lost may have had its effect: what stands there now decides.
            if (!String.valueOf(refused.getMessage()).contains("already exists")) {
                throw refused;
            }
        }
    }

    private Upid callClone() {
        FailPoint.reach("proxmox.before-clone");
        var upid = callWhereTheTemplateIs();
        FailPoint.reach("proxmox.after-clone");
        return upid;
    }

    /** A template on shared storage is a source on several nodes, and stands on one of them. */
    private Upid callWhereTheTemplateIs() {
        try {
            return cloneFrom(request.template().node());
        } catch (ProxmoxException.NoSuchGuest elsewhere) {
            return cloneFrom(nodeOfTheTemplate());
        }
    }

    private String nodeOfTheTemplate() {
        var template = request.template();
        return effect.client().cluster().guests().stream()
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
        if (!request.disks().isEmpty()) {
            clone = clone.storage(request.disks().get(0).storage());
        }
        if (request.pool() != null) {
            clone = clone.pool(request.pool());
        }
        if (!guest.node().equals(node)) {
            clone = clone.targetNode(guest.node());
        }
        return effect.client().node(node).qemu(request.template().vmId()).clone(clone);
    }

    private void onFailure(TaskEnd end, TaskOutcome.Failed failed) {
        if (failed.retryClass() != RetryClass.RETRY) {
            throw end.meaning(failed);
        }
        effect.running(NAME, 0, "trying again: " + failed.reason());
        effect.pause(effect.jittered(BETWEEN_CLONES));
    }

    private HypervisorFailure taken(Finding.Foreign foreign) {
        return HypervisorFailure.permanent(
                "vm-id-taken",
                "The VM id is taken",
                "VM id %d is taken by %s; it was not touched"
                        .formatted(request.guest().vmId(), foreign.what()),
                "retry: another id is drawn then");
    }

    /** The pointer that people follow to the guest. */
    static StepRef pointer(Finding.Ours ours) {
        return new StepRef("vm", ours.vm().node(), String.valueOf(ours.vm().vmid()));
    }
}
