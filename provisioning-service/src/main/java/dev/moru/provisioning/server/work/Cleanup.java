package dev.moru.provisioning.server.work;

import dev.moru.contracts.site.Mark;
import dev.moru.durable.work.Lease;
import dev.moru.durable.work.WorkItem;
import dev.moru.provisioning.server.DeleteGuest;
import dev.moru.provisioning.server.GuestRef;
import dev.moru.provisioning.server.ServerState;
import dev.moru.provisioning.site.Site;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Removes a guest whose operation has ended: nobody is told about steps any more. */
public final class Cleanup {

    private final UUID installation;
    private final Drivers drivers;
    private final Clock clock;

    public Cleanup(UUID installation, Drivers drivers, Clock clock) {
        this.installation = installation;
        this.drivers = drivers;
        this.clock = clock;
    }

    /** @throws dev.moru.provisioning.site.HypervisorFailure when it could not be removed */
    public void remove(ServerState state, Site site, WorkItem item, Lease lease) {
        var reservation = Objects.requireNonNull(state.reservation(), "there is nothing to remove");
        var server = Objects.requireNonNull(state.server());
        var mark = new Mark(installation, state.id(), reservation.vmId(), reservation.operation());
        var guest = new GuestRef(site, reservation.node(), mark, List.of());
        var execution = new LeasedExecution(item, lease, clock, null, news -> {});
        drivers.hypervisor(server.driver()).delete(new DeleteGuest(guest, true, null), execution);
    }
}
