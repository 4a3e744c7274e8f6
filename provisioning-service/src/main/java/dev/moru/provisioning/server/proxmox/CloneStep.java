package dev.moru.provisioning.server.proxmox;

import dev.moru.contracts.operation.StepRef;
import dev.moru.durable.FailPoint;
import dev.moru.provisioning.server.CreateGuest;
import dev.moru.provisioning.server.EffectStopped;
import dev.moru.provisioning.site.HypervisorFailure;
import dev.moru.provisioning.site.proxmox.ProxmoxFailures;
import dev.moru.proxmox.Clone;
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
            var finding = decided();
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

    private Finding decided() {
        var finding = lookup.look();
        if (finding instanceof Finding.Unfinished unfinished) {
            effect.running(NAME, 0, "waiting for the clone that was begun before");
            finding = new UnfinishedWait(effect, lookup).untilDecided(unfinished);
        }
        if (finding instanceof Finding.Unfinished) {
            throw new EffectStopped("stopped while a clone was under way");
        }
        return finding;
    }

    private void makeClone() {
        var template = request.template();
        var message = "template %d on %s".formatted(template.vmId(), template.node());
        try {
            var outcome = tasks.run(new TaskRunner.Part(NAME, 0.02, CLONED, message, true), this::callClone);
            if (outcome instanceof TaskOutcome.Failed failed) {
                onFailure(failed);
            }
        } catch (ProxmoxException.Refused refused) {
            // A call whose answer was lost may have had its effect: what stands there now decides.
            if (!String.valueOf(refused.getMessage()).contains("already exists")) {
                throw refused;
            }
        }
    }

    private Upid callClone() {
        FailPoint.reach("proxmox.before-clone");
        var template = request.template();
        var upid = effect.client().node(template.node()).qemu(template.vmId()).clone(parameters());
        FailPoint.reach("proxmox.after-clone");
        return upid;
    }

    private Clone parameters() {
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
        return guest.node().equals(request.template().node()) ? clone : clone.targetNode(guest.node());
    }

    private void onFailure(TaskOutcome.Failed failed) {
        if (failed.retryClass() != RetryClass.RETRY) {
            throw ProxmoxFailures.ofTask(tasks.lastTask().orElseThrow(), failed);
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
