package dev.moru.provisioning.server.proxmox;

import dev.moru.provisioning.site.HypervisorFailure;
import dev.moru.proxmox.ProxmoxException;
import dev.moru.proxmox.TaskEntry;
import dev.moru.proxmox.TaskFilter;
import java.time.Duration;

/**
 * Waits for a guest that is being made: a clone shows a placeholder under the new VM id, without mark, and its task names
 * the template. As long as a clone of Moru's own user runs on the node, the placeholder is taken for that clone's. One
 * without such a task for a while is a leftover, which nobody but root can remove, because of its lock.
 */
final class UnfinishedWait {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final Effect effect;
    private final GuestLookup lookup;

    UnfinishedWait(Effect effect, GuestLookup lookup) {
        this.effect = effect;
        this.lookup = lookup;
    }

    /** What stands there once nothing is being made any more; still unfinished only when a stop was asked for. */
    Finding untilDecided(Finding.Unfinished unfinished) {
        Finding finding = unfinished;
        var hopeless = effect.in(effect.properties().leftoverAfter());
        while (finding instanceof Finding.Unfinished half) {
            if (effect.stopRequested()) {
                return half;
            }
            if (isBeingCloned(half)) {
                hopeless = effect.in(effect.properties().leftoverAfter());
            } else if (hopeless.hasPassed()) {
                throw leftover(half);
            }
            effect.pause(effect.jittered(BETWEEN_LOOKS));
            finding = lookup.look();
        }
        return finding;
    }

    private boolean isBeingCloned(Finding.Unfinished half) {
        try {
            return effect
                    .client()
                    .node(half.vm().node())
                    .tasks(TaskFilter.running().type("qmclone"))
                    .stream()
                    .anyMatch(this::isOurs);
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
                "A clone was left half-made",
                "VM %d on %s is locked, and no task is at work on it"
                        .formatted(vmId, half.vm().node()),
                "as root on %s: qm unlock %d && qm destroy %d --purge"
                        .formatted(half.vm().node(), vmId, vmId));
    }
}
