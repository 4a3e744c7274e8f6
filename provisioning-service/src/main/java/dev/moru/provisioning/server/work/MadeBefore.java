package dev.moru.provisioning.server.work;

import dev.moru.durable.CloudEventHeaders;
import dev.moru.durable.epoch.Epochs;
import dev.moru.provisioning.server.messaging.EffectOrder;
import dev.moru.provisioning.site.ObservedGuest;
import dev.moru.provisioning.site.SiteObservation;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Finds what an operation has made in the time that a restore has undone: it stands on the cluster under the operation's
 * mark, while the intent of it is gone. A second one must not be made beside it.
 */
public final class MadeBefore {

    private final Epochs epochs;
    private final UUID installation;

    public MadeBefore(Epochs epochs, UUID installation) {
        this.epochs = epochs;
        this.installation = installation;
    }

    /** @param cluster listed only for operations that are older than the last restore */
    Optional<ObservedGuest> restore(EffectOrder order, Supplier<SiteObservation> cluster) {
        return epochs.lastBegan()
                .filter(CloudEventHeaders.timeOf(order.operation())::isBefore)
                .flatMap(began -> cluster.get().guests().stream()
                        .filter(guest -> bearsMarkOf(order.operation(), guest))
                        .findFirst());
    }

    private boolean bearsMarkOf(UUID operation, ObservedGuest guest) {
        var mark = guest.mark();
        return mark != null
                && mark.makesOurs(installation, guest.vmId())
                && mark.operation().equals(operation);
    }
}
