package dev.moru.provisioning.reconciler;

import dev.moru.contracts.site.Guest;
import dev.moru.provisioning.reconciler.Findings.Stray;
import dev.moru.provisioning.server.ServerMessage;
import dev.moru.provisioning.server.ServerState;
import dev.moru.provisioning.site.ObservedGuest;
import dev.moru.provisioning.site.SiteObservation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Compares a look at a site with the servers that are known there. */
public final class SiteComparison {

    private final UUID installation;
    private final SiteObservation observation;
    private final Map<Integer, KnownServer> servers;
    private final Map<Integer, ObservedGuest> guests;

    public SiteComparison(UUID installation, SiteObservation observation, Collection<ServerState> known) {
        this.installation = installation;
        this.observation = observation;
        this.servers = known.stream()
                .map(KnownServer::of)
                .flatMap(Optional::stream)
                .collect(Collectors.toMap(KnownServer::vmId, Function.identity(), (one, other) -> one));
        this.guests = observation.guests().stream()
                .collect(Collectors.toMap(ObservedGuest::vmId, Function.identity(), (one, other) -> one));
    }

    public Findings findings() {
        var news = new HashMap<UUID, ServerMessage>();
        var remains = new ArrayList<UUID>();
        var gone = new ArrayList<UUID>();
        for (var server : servers.values()) {
            var guest = Optional.ofNullable(guests.get(server.vmId()));
            if (server.isToBeCleaned()) {
                sortCleanup(server, guest, remains, gone);
            } else if (server.isSettled() && !server.isAtWork()) {
                look(server, guest).ifPresent(message -> news.put(server.id(), message));
            }
        }
        return new Findings(news, remains, gone, strays(), everything());
    }

    private void sortCleanup(KnownServer server, Optional<ObservedGuest> guest, List<UUID> remains, List<UUID> gone) {
        if (server.isBusy() || !observation.observedAt().isAfter(server.server().updatedAt())) {
            return;
        }
        boolean left = guest.filter(each -> server.isSame(each, installation) || server.isPlaceholder(each))
                .isPresent();
        (left ? remains : gone).add(server.id());
    }

    private Optional<ServerMessage> look(KnownServer server, Optional<ObservedGuest> seen) {
        var own = seen.filter(guest -> server.isSame(guest, installation));
        if (own.isEmpty()) {
            return Optional.of(new ServerMessage.GuestMissing(observation.observedAt()));
        }
        var guest = own.get();
        var differences = server.differences(guest);
        return server.isNews(guest, differences)
                ? Optional.of(new ServerMessage.GuestSeen(
                        observation.observedAt(), guest.node(), guest.status(), guest.lock(), differences))
                : Optional.empty();
    }

    private List<Stray> strays() {
        var strays = new ArrayList<Stray>();
        for (var guest : observation.guests()) {
            var mark = guest.mark();
            if (mark != null
                    && mark.makesOurs(installation, guest.vmId())
                    && serverOf(guest).isEmpty()) {
                strays.add(new Stray(guest.vmId(), guest.node(), mark));
            }
        }
        return strays;
    }

    private Optional<KnownServer> serverOf(ObservedGuest guest) {
        return Optional.ofNullable(servers.get(guest.vmId()))
                .filter(server -> server.isSame(guest, installation) || server.isPlaceholder(guest));
    }

    private List<Guest> everything() {
        return observation.guests().stream()
                .sorted(Comparator.comparingInt(ObservedGuest::vmId))
                .map(guest -> new Guest(
                        guest.vmId(),
                        guest.type(),
                        guest.name(),
                        guest.node(),
                        guest.status(),
                        relationOf(guest),
                        serverOf(guest).map(KnownServer::id).orElse(null)))
                .toList();
    }

    private String relationOf(ObservedGuest guest) {
        if (guest.template()) {
            return "template";
        }
        if (serverOf(guest).isPresent()) {
            return "managed";
        }
        var mark = guest.mark();
        // A copied description names another VM id; that makes nobody's guest, not somebody's.
        boolean otherInstallation = mark != null
                && mark.vmId() == guest.vmId()
                && !mark.installation().equals(installation);
        return otherInstallation ? "foreign" : "unmanaged";
    }
}
