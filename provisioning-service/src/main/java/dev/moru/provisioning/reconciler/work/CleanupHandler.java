package dev.moru.provisioning.reconciler.work;

import dev.moru.contracts.site.LeftoverFound;
import dev.moru.durable.MessageCodec;
import dev.moru.durable.outbox.Outbox;
import dev.moru.durable.work.Lease;
import dev.moru.durable.work.WorkHandler;
import dev.moru.durable.work.WorkItem;
import dev.moru.durable.work.WorkOutcome;
import dev.moru.provisioning.configuration.Catalogue;
import dev.moru.provisioning.server.Reservation;
import dev.moru.provisioning.server.ServerMessage;
import dev.moru.provisioning.server.ServerState;
import dev.moru.provisioning.server.messaging.Servers;
import dev.moru.provisioning.server.persistence.ServerTable;
import dev.moru.provisioning.server.work.Cleanup;
import dev.moru.provisioning.site.HypervisorFailure;
import dev.moru.provisioning.site.Site;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Removes what an ended operation of Moru left behind; the driver reads the mark again right before. */
final class CleanupHandler implements WorkHandler {

    static final String KIND = "server.cleanup";

    private final MessageCodec codec;
    private final ServerTable table;
    private final Servers servers;
    private final Catalogue catalogue;
    private final Cleanup cleanup;
    private final SiteWatches watches;
    private final Outbox outbox;

    CleanupHandler(
            MessageCodec codec,
            ServerTable table,
            Servers servers,
            Catalogue catalogue,
            Cleanup cleanup,
            SiteWatches watches,
            Outbox outbox) {
        this.codec = codec;
        this.table = table;
        this.servers = servers;
        this.catalogue = catalogue;
        this.cleanup = cleanup;
        this.watches = watches;
        this.outbox = outbox;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public WorkOutcome perform(WorkItem item, Lease lease) {
        var id = codec.read(item.payload(), UUID.class);
        return table.find(id)
                .filter(state -> state.cleanup() != null && state.reservation() != null)
                .flatMap(state -> site(state).map(site -> remove(state, site, item, lease)))
                .orElseGet(() -> WorkOutcome.done(() -> {}));
    }

    private Optional<Site> site(ServerState state) {
        return catalogue.site(Objects.requireNonNull(state.server()).spec().site());
    }

    private WorkOutcome remove(ServerState state, Site site, WorkItem item, Lease lease) {
        var reservation = Objects.requireNonNull(state.reservation());
        try {
            cleanup.remove(state, site, item, lease);
            return WorkOutcome.done(() -> {
                servers.handle(Servers.Addressed.to(state.id(), new ServerMessage.CleanedUp()));
                watches.save(site.id(), watches.lock(site.id()).ridOf(List.of(state.id())));
                outbox.append(Reconciler.about(site, "warning", found(site, reservation, "removed", null)));
            });
        } catch (HypervisorFailure failure) {
            if (failure.kind() != HypervisorFailure.Kind.PERMANENT) {
                // The next look asks for it again.
                return WorkOutcome.done(() -> {});
            }
            var hint = failure.hint() == null ? failure.detail() : failure.detail() + ": " + failure.hint();
            return WorkOutcome.done(() -> report(state.id(), site, found(site, reservation, "reported", hint)));
        }
    }

    /** Once, although each look at the site tries it again. */
    private void report(UUID server, Site site, LeftoverFound leftover) {
        var watch = watches.lock(site.id());
        if (!watch.stuck().contains(server)) {
            watches.save(site.id(), watch.stuckWith(server));
            outbox.append(Reconciler.about(site, "warning", leftover));
        }
    }

    private static LeftoverFound found(Site site, Reservation reservation, String action, @Nullable String hint) {
        return new LeftoverFound(
                site.id(), site.name(), reservation.vmId(), reservation.node(), reservation.operation(), action, hint);
    }
}
