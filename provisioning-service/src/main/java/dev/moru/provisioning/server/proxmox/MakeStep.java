package dev.moru.provisioning.server.proxmox;

import dev.moru.contracts.operation.StepRef;
import dev.moru.provisioning.server.CreateGuest;
import dev.moru.provisioning.site.HypervisorFailure;
import dev.moru.proxmox.ProxmoxException;
import dev.moru.proxmox.RetryClass;
import dev.moru.proxmox.TaskOutcome;
import dev.moru.proxmox.Upid;
import java.time.Duration;

/**
 * Makes the guest under the VM id of the intent, or adopts what a predecessor made there: it calls only where nothing
 * stands, and the cluster itself refuses a second guest under one id.
 */
final class MakeStep {

    /** The call that makes a guest, with its mark. */
    interface Making {

        /** The step that it is. */
        String step();

        /** From what it is made, for people. */
        String message();

        Upid call();
    }

    private static final int CALLS_AT_MOST = 5;
    private static final Duration BETWEEN_CALLS = Duration.ofSeconds(1);
    private static final double MADE = 0.7;

    private final Effect effect;
    private final TaskRunner tasks;
    private final GuestLookup lookup;
    private final CreateGuest request;
    private final Making making;

    MakeStep(Effect effect, TaskRunner tasks, GuestLookup lookup, CreateGuest request, Making making) {
        this.effect = effect;
        this.tasks = tasks;
        this.lookup = lookup;
        this.request = request;
        this.making = making;
    }

    Finding.Ours perform() {
        for (int calls = 0; calls < CALLS_AT_MOST; ) {
            var finding = new PatientLook(effect, lookup).untilDecided(making.step());
            if (finding instanceof Finding.Ours ours) {
                return ours;
            }
            if (finding instanceof Finding.Foreign foreign) {
                throw taken(foreign);
            }
            make();
            calls++;
        }
        throw HypervisorFailure.passing(
                making.step() + "-vanished",
                "The new guest does not stay",
                "VM %d was made %d times and is not there"
                        .formatted(request.guest().vmId(), CALLS_AT_MOST),
                null);
    }

    private void make() {
        try {
            var part = new TaskRunner.Part(making.step(), 0.02, MADE, making.message(), true);
            var end = tasks.run(part, making::call);
            end.failed().ifPresent(failed -> onFailure(end, failed));
        } catch (ProxmoxException.Refused refused) {
            // A call whose answer was lost may have had its effect: what stands there now decides.
            if (!String.valueOf(refused.getMessage()).contains("already exists")) {
                throw refused;
            }
        }
    }

    private void onFailure(TaskEnd end, TaskOutcome.Failed failed) {
        if (failed.retryClass() != RetryClass.RETRY) {
            throw end.meaning(failed);
        }
        effect.running(making.step(), 0, "trying again: " + failed.reason());
        effect.pause(effect.jittered(BETWEEN_CALLS));
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
