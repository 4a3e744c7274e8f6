package dev.moru.provisioning.server.proxmox;

import dev.moru.provisioning.server.Checkpoint;
import dev.moru.provisioning.server.DeleteGuest;
import dev.moru.provisioning.site.HypervisorFailure;
import dev.moru.proxmox.ProxmoxException;
import dev.moru.proxmox.RetryClass;
import dev.moru.proxmox.TaskOutcome;
import dev.moru.proxmox.Upid;
import java.time.Duration;
import java.util.Optional;

/**
 * A removal: it ends when nothing of the guest is left, and reads the mark again right before each call that destroys.
 * Under an intent that is still open, something without the mark is either Moru's own clone in progress, to be waited
 * for, or none of Moru's business.
 */
final class DeleteEffect {

    private static final String STOP = "stop";
    private static final String DESTROY = "destroy";
    private static final int ATTEMPTS = 5;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

    private final Effect effect;
    private final DeleteGuest request;
    private final TaskRunner tasks;
    private final GuestLookup lookup;

    DeleteEffect(Effect effect, DeleteGuest request) {
        this.effect = request.openIntent() ? effect.unstoppable() : effect;
        this.request = request;
        this.tasks = new TaskRunner(this.effect);
        this.lookup = new GuestLookup(effect.client(), request.guest());
    }

    void perform() {
        stopCreation();
        tasks.settle();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var finding = decided();
            if (isGone(finding)) {
                effect.succeeded(STOP, "off");
                effect.succeeded(DESTROY, "nothing is left of it");
                return;
            }
            if (finding instanceof Finding.Ours ours) {
                remove(ours);
            }
        }
        throw HypervisorFailure.passing(
                "guest-stays",
                "The guest does not go",
                "VM %d is still there after %d attempts"
                        .formatted(request.guest().vmId(), ATTEMPTS),
                null);
    }

    /** Ends the task that the creation was waiting for, if it still runs: there is no point in waiting for its end. */
    private void stopCreation() {
        makingTask().ifPresent(upid -> {
            try {
                if (effect.client().task(upid).status().isRunning()) {
                    effect.client().task(upid).stop();
                }
            } catch (ProxmoxException.NoSuchTask ended) {
                // What it left is looked at next.
            }
        });
    }

    private Optional<Upid> makingTask() {
        return Optional.ofNullable(request.openIntent() ? request.creation() : null)
                .map(Checkpoint::task)
                .map(Upid::parse)
                .filter(upid -> TaskRunner.MAKING.contains(upid.type()));
    }

    /** Without an open intent there is nothing of Moru's to wait for. */
    private Finding decided() {
        if (request.openIntent()) {
            return new PatientLook(effect, lookup).untilDecided(STOP);
        }
        var finding = lookup.look();
        if (finding instanceof Finding.Unfinished || finding instanceof Finding.Unseen) {
            throw lookup.undecided();
        }
        return finding;
    }

    private boolean isGone(Finding finding) {
        if (finding instanceof Finding.Foreign foreign && !request.openIntent()) {
            throw lookup.notOurs(foreign);
        }
        return finding instanceof Finding.Absent || finding instanceof Finding.Foreign;
    }

    private void remove(Finding.Ours ours) {
        requireRemovable(ours);
        var vm = ours.vm();
        effect.running(STOP, 0, "stopping VM " + vm.vmid());
        new StopStep(effect, tasks, lookup).cut(vm, STOP);
        effect.running(DESTROY, 0, "destroying VM " + vm.vmid());
        lookup.own(vm);
        var part = new TaskRunner.Part(DESTROY, 0.1, 0.9, "destroying VM " + vm.vmid(), false);
        try {
            var end = tasks.run(part, vm::delete);
            end.failed().ifPresent(failed -> onFailure(end, failed));
        } catch (ProxmoxException.NoSuchGuest gone) {
            // That is what was wanted; whether it is so is seen by the next look.
        } catch (ProxmoxException.Refused refused) {
            if (!isRaced(String.valueOf(refused.getMessage()))) {
                throw refused;
            }
            effect.pause(effect.jittered(BETWEEN_ATTEMPTS));
        }
    }

    private void onFailure(TaskEnd end, TaskOutcome.Failed failed) {
        if (failed.retryClass() != RetryClass.RETRY && !isRaced(failed.reason())) {
            throw end.meaning(failed);
        }
        effect.pause(effect.jittered(BETWEEN_ATTEMPTS));
    }

    /** A start that nobody waited for may have come in between, and so may another removal. */
    private static boolean isRaced(String refusal) {
        return refusal.contains("is running") || refusal.contains("does not exist");
    }

    private static void requireRemovable(Finding.Ours ours) {
        var vmId = ours.vm().vmid();
        if (ours.config().isTemplate()) {
            throw HypervisorFailure.permanent(
                    "guest-is-template",
                    "The guest is a template",
                    "VM " + vmId + " was made a template; clones may stand on it",
                    "destroy the template in Proxmox VE when nothing uses it");
        }
        if (ours.config().isProtected()) {
            throw HypervisorFailure.permanent(
                    "guest-protected",
                    "The guest is protected in Proxmox VE",
                    "VM " + vmId + " has its protection set there",
                    "as root on %s: qm set %d --protection 0"
                            .formatted(ours.vm().node(), vmId));
        }
    }
}
