package dev.moru.provisioning.site.proxmox;

import dev.moru.contracts.site.Mark;
import dev.moru.provisioning.site.HypervisorFailure;
import dev.moru.provisioning.site.ObservedGuest;
import dev.moru.provisioning.site.Site;
import dev.moru.provisioning.site.SiteObservation;
import dev.moru.proxmox.GuestResource;
import dev.moru.proxmox.GuestSummary;
import dev.moru.proxmox.ProxmoxClient;
import dev.moru.proxmox.ProxmoxException;
import dev.moru.proxmox.QemuConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lists the guests of one cluster. That a guest exists, and where, is taken from the cluster's list; how it stands from
 * its node, because the cluster's figures are seconds old; whose it is from its configuration.
 */
final class GuestListing {

    /** Whose a guest is that Moru does not know may be this old. */
    private static final Duration KNOWN_FOR = Duration.ofMinutes(10);

    private final Clock clock;
    private final Map<Integer, Known> known = new HashMap<>();

    GuestListing(Clock clock) {
        this.clock = clock;
    }

    /** What the configuration of a guest said. */
    private record Known(
            Instant at,
            String node,
            @Nullable Mark mark,
            @Nullable Integer cores,
            @Nullable Integer memoryMiB) {}

    synchronized SiteObservation read(ProxmoxClient client, Site site, Set<Integer> ours) {
        var observedAt = clock.instant();
        var listed = client.cluster().guests();
        requireComplete(client, site, listed, ours);
        var live = live(client, listed);
        var guests = new ArrayList<ObservedGuest>();
        for (var guest : listed) {
            guests.add(observed(client, guest, live.get(guest.vmid()), ours.contains(guest.vmid())));
        }
        known.keySet().retainAll(listed.stream().map(GuestResource::vmid).collect(Collectors.toSet()));
        return new SiteObservation(observedAt, guests);
    }

    /** What is missing from the list counts as gone, so a list that leaves out what is there must not be believed. */
    private static void requireComplete(
            ProxmoxClient client, Site site, List<GuestResource> listed, Set<Integer> ours) {
        var seen = listed.stream().map(GuestResource::vmid).collect(Collectors.toSet());
        ours.stream()
                .filter(vmId -> !seen.contains(vmId) && !client.cluster().isFree(vmId))
                .findFirst()
                .ifPresent(vmId -> {
                    throw HypervisorFailure.passing(
                            "listing-incomplete",
                            "The cluster's list is not complete",
                            "VM %d of site %s is taken and not listed".formatted(vmId, site.name()),
                            null);
                });
    }

    private static Map<Integer, GuestSummary> live(ProxmoxClient client, List<GuestResource> listed) {
        var live = new HashMap<Integer, GuestSummary>();
        listed.stream()
                .filter(guest -> "qemu".equals(guest.type()))
                .map(GuestResource::node)
                .distinct()
                .forEach(node -> guestsOf(client, node).forEach(guest -> live.put(guest.vmid(), guest)));
        return live;
    }

    private static List<GuestSummary> guestsOf(ProxmoxClient client, String node) {
        try {
            return client.node(node).guests();
        } catch (ProxmoxException.NodeUnreachable away) {
            return List.of();
        }
    }

    private ObservedGuest observed(
            ProxmoxClient client, GuestResource guest, @Nullable GuestSummary live, boolean ours) {
        var facts = facts(client, guest, ours);
        return new ObservedGuest(
                guest.vmid(),
                guest.type(),
                live == null ? guest.name() : live.name(),
                guest.node(),
                live == null ? guest.status() : live.status(),
                guest.template(),
                live == null ? guest.lock() : live.lock(),
                facts == null ? null : facts.mark(),
                facts == null ? null : facts.cores(),
                facts == null ? null : facts.memoryMiB());
    }

    /** Containers and templates are nobody's servers. */
    private @Nullable Known facts(ProxmoxClient client, GuestResource guest, boolean ours) {
        if (!"qemu".equals(guest.type()) || guest.template()) {
            return null;
        }
        var last = known.get(guest.vmid());
        if (!ours && last != null && isFresh(last, guest)) {
            return last;
        }
        try {
            var now = read(client, guest);
            known.put(guest.vmid(), now);
            return now;
        } catch (ProxmoxException.NodeUnreachable away) {
            // A guest on a node that is away is still whose it was; one of ours that was never seen is not known to be.
            if (ours && last == null) {
                throw away;
            }
            return last;
        }
    }

    private boolean isFresh(Known last, GuestResource guest) {
        return last.node().equals(guest.node())
                && clock.instant().isBefore(last.at().plus(KNOWN_FOR));
    }

    private Known read(ProxmoxClient client, GuestResource guest) {
        var config = client.node(guest.node()).qemu(guest.vmid()).find();
        return new Known(
                clock.instant(),
                guest.node(),
                config.flatMap(found -> Mark.in(found.description())).orElse(null),
                config.map(QemuConfig::processors).orElse(null),
                config.flatMap(QemuConfig::memoryMiB).orElse(null));
    }
}
