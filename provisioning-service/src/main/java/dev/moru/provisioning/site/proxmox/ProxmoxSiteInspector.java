package dev.moru.provisioning.site.proxmox;

import dev.moru.contracts.site.CheckPoint;
import dev.moru.contracts.site.ConfigurationKind;
import dev.moru.provisioning.site.CallBudget;
import dev.moru.provisioning.site.HypervisorFailure;
import dev.moru.provisioning.site.Site;
import dev.moru.provisioning.site.SiteCapacity;
import dev.moru.provisioning.site.SiteInspector;
import dev.moru.provisioning.site.SiteObservation;
import dev.moru.provisioning.site.SiteOffer;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Looks at Proxmox VE clusters. */
public final class ProxmoxSiteInspector implements SiteInspector {

    private final ProxmoxClients clients;
    private final Clock clock;
    private final Map<UUID, GuestListing> listings = new ConcurrentHashMap<>();

    public ProxmoxSiteInspector(ProxmoxClients clients, Clock clock) {
        this.clients = clients;
        this.clock = clock;
    }

    @Override
    public String driver() {
        return "proxmox";
    }

    @Override
    public List<CheckPoint> check(Site site, SiteOffer offer, CallBudget budget) {
        var points = new Points(site);
        try {
            clients.at(site, budget, client -> {
                new SiteCheck(client, site, offer, points, clock).run();
                return true;
            });
        } catch (HypervisorFailure failure) {
            points.failed("connection", failure.detail(), failure.hint());
        }
        return points.all();
    }

    @Override
    public Map<String, Object> discover(Site site, ConfigurationKind kind, CallBudget budget) {
        return clients.at(site, budget, client -> new Discovery(client).of(kind));
    }

    @Override
    public SiteCapacity capacity(Site site, CallBudget budget) {
        return clients.at(site, budget, client -> new Capacity(client).read());
    }

    @Override
    public SiteObservation observe(Site site, Set<Integer> ours, CallBudget budget) {
        var listing = listings.computeIfAbsent(site.id(), id -> new GuestListing(clock));
        return clients.at(site, budget, client -> listing.read(client, site, ours));
    }
}
