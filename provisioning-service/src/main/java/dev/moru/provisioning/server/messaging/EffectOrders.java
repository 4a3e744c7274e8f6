package dev.moru.provisioning.server.messaging;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.moru.contracts.server.ServerSnapshot;
import dev.moru.contracts.server.ServerSpec;
import dev.moru.contracts.site.Lanes;
import dev.moru.durable.work.Lane;
import dev.moru.durable.work.WorkRequest;
import dev.moru.provisioning.configuration.Catalogue;
import dev.moru.provisioning.server.Reservation;
import dev.moru.provisioning.server.ServerState;
import dev.moru.provisioning.server.TurnRequest;
import dev.moru.provisioning.server.TurnWork;
import dev.moru.provisioning.site.Site;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Turns the work that a decision wants into items of the queue, in the lanes that bound it. */
public final class EffectOrders {

    /** The kind of every effect on a server. */
    public static final String KIND = "server.turn";

    private final Catalogue catalogue;
    private final List<String> driversWithoutLanes;

    /** @param driversWithoutLanes those that put no load on anything that is shared */
    public EffectOrders(Catalogue catalogue, List<String> driversWithoutLanes) {
        this.catalogue = catalogue;
        this.driversWithoutLanes = List.copyOf(driversWithoutLanes);
    }

    WorkRequest request(ServerState state, TurnWork wanted) {
        var server = Objects.requireNonNull(state.server(), "work for a server that nobody has heard of");
        var turn = state.turn(wanted.turn()).orElseThrow();
        var order = new EffectOrder(
                state.id(),
                wanted.turn(),
                wanted.phase(),
                turn.operation().id(),
                turn.request(),
                server.spec().site(),
                server.project(),
                server.driver(),
                specFor(turn.request(), server),
                state.reservation(),
                server.status().node(),
                turn.checkpoint(),
                state.isProvisioned());
        return new WorkRequest(
                UuidCreator.getTimeOrderedEpoch(),
                KIND,
                state.id(),
                lanes(server, state, wanted),
                order,
                Duration.ZERO);
    }

    private static ServerSpec specFor(TurnRequest request, ServerSnapshot server) {
        return request instanceof TurnRequest.Create create ? create.spec() : server.spec();
    }

    private List<Lane> lanes(ServerSnapshot server, ServerState state, TurnWork wanted) {
        var site = catalogue.site(server.spec().site());
        if (site.isEmpty() || driversWithoutLanes.contains(site.get().spec().driver())) {
            return List.of();
        }
        var lanes = new ArrayList<Lane>();
        var bounds = site.get().spec().lanes();
        lanes.add(lane(site.get(), "site", "", bounds.perSite()));
        var reservation = state.reservation();
        if (reservation != null && !reservation.node().isEmpty()) {
            lanes.add(lane(site.get(), "node", nodeOf(server, reservation), bounds.perNode()));
            boolean makes = wanted.phase() == TurnWork.Phase.PERFORM && isCreation(state, wanted.turn());
            if (makes) {
                addCloneLanes(lanes, site.get(), bounds, reservation);
            }
        }
        return lanes;
    }

    private static String nodeOf(ServerSnapshot server, Reservation reservation) {
        return Objects.requireNonNullElse(server.status().node(), reservation.node());
    }

    private static void addCloneLanes(List<Lane> lanes, Site site, Lanes bounds, Reservation reservation) {
        var template = reservation.template();
        if (template != null) {
            lanes.add(lane(site, "template", template.node() + "/" + template.vmId(), bounds.perTemplate()));
        }
        reservation.disks().stream()
                .map(disk -> disk.storage())
                .distinct()
                .forEach(storage -> lanes.add(lane(site, "storage", storage, bounds.perStorage())));
    }

    private static boolean isCreation(ServerState state, long turn) {
        return state.turn(turn).filter(each -> each.request().draws()).isPresent();
    }

    private static Lane lane(Site site, String what, String which, int bound) {
        return new Lane(site.name() + "/" + what + (which.isEmpty() ? "" : ":" + which), Math.max(1, bound));
    }
}
