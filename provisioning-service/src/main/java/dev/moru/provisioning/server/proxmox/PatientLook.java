package dev.moru.provisioning.server.proxmox;

import dev.moru.provisioning.server.EffectStopped;
import dev.moru.provisioning.site.HypervisorFailure;
import dev.moru.proxmox.ProxmoxException;
import dev.moru.proxmox.TaskEntry;
import dev.moru.proxmox.TaskFilter;
import java.time.Duration;

/**
 * Looks at a guest until it can be said what stands there. A clone or a restore shows a placeholder under the new VM id, without
 * mark, and the task of a clone names the template. As long as such a task of Moru's own user runs on the node, the placeholder is
 * taken for that task's. One without such a task for a while is a leftover, which nobody but root can remove, because of its lock.
 */
final class PatientLook {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final Effect effect;
    private final GuestLookup lookup;

    PatientLook(Effect effect, GuestLookup lookup) {
        this.effect = effect;
        this.lookup = lookup;
    }

    /** @param step the step that waits, for those who watch it */
    Finding untilDecided(String step) {
        var finding = lookup.look();
        var hopeless = effect.in(effect.properties().leftoverAfter());
        while (finding instanceof Finding.Unfinished || finding instanceof Finding.Unseen) {
            if (effect.stopRequested()) {
                throw new EffectStopped("stopped while waiting for what was begun before");
            }
            effect.running(step, 0, "waiting for what was begun before");
            if (finding instanceof Finding.Unfinished half && isBeingMade(half)) {
                hopeless = effect.in(effect.properties().leftoverAfter());
            } else if (hopeless.hasPassed()) {
                return hopeless(finding);
            }
            effect.pause(effect.jittered(BETWEEN_LOOKS));
            finding = lookup.look();
        }
        return finding;
    }

    /** The lists of the cluster are seconds old; what none shows after a while is hidden from the token. */
    private static Finding hopeless(Finding finding) {
        if (finding instanceof Finding.Unfinished half) {
            throw leftover(half);
        }
        return new Finding.Foreign("a guest that the token may not see");
    }

    private boolean isBeingMade(Finding.Unfinished half) {
        try {
            return effect.client().node(half.vm().node()).tasks(TaskFilter.running()).stream()
                    .anyMatch(task -> TaskRunner.MAKING.contains(task.type()) && isOurs(task));
        } catch (ProxmoxException.Forbidden unseen) {
            return false;
        }
    }

    private boolean isOurs(TaskEntry task) {
        var token = task.tokenId() == null ? "" : "!" + task.tokenId();
        return (task.user() + token).equals(effect.site().spec().tokenId());
    }

    private static HypervisorFailure leftover(Finding.Unfinished half) {
        var vmId = half.vm().vmid();
        return HypervisorFailure.permanent(
                "clone-leftover",
                "A guest was left half-made",
                "VM %d on %s is locked, and no task is at work on it"
                        .formatted(vmId, half.vm().node()),
                "as root on %s: qm unlock %d && qm destroy %d --purge"
                        .formatted(half.vm().node(), vmId, vmId));
    }
}
