package dev.moru.provisioning.site.noop;

import dev.moru.contracts.site.CheckPoint;
import dev.moru.contracts.site.ConfigurationKind;
import dev.moru.provisioning.configuration.Catalogue;
import dev.moru.provisioning.site.CallBudget;
import dev.moru.provisioning.site.NodeCapacity;
import dev.moru.provisioning.site.Site;
import dev.moru.provisioning.site.SiteCapacity;
import dev.moru.provisioning.site.SiteInspector;
import dev.moru.provisioning.site.SiteObservation;
import dev.moru.provisioning.site.SiteOffer;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A site that has whatever it is asked for, because nothing is ever made there. */
public final class NoopSiteInspector implements SiteInspector {

    private static final int PLENTY = 1 << 30;

    private final Catalogue catalogue;
    private final Clock clock;

    public NoopSiteInspector(Catalogue catalogue, Clock clock) {
        this.catalogue = catalogue;
        this.clock = clock;
    }

    @Override
    public String driver() {
        return "noop";
    }

    @Override
    public boolean isObservable() {
        return false;
    }

    @Override
    public List<CheckPoint> check(Site site, SiteOffer offer, CallBudget budget) {
        return List.of(new CheckPoint("driver", "ok", "driver noop does nothing, and needs nothing", null));
    }

    @Override
    public Map<String, Object> discover(Site site, ConfigurationKind kind, CallBudget budget) {
        return Map.of();
    }

    @Override
    public SiteCapacity capacity(Site site, CallBudget budget) {
        var offer = catalogue.offer(site.id());
        var storages = new HashSet<String>();
        offer.storageClasses()
                .values()
                .forEach(each -> storages.addAll(each.storages().values()));
        var bridges = new HashSet<String>();
        offer.networks().values().forEach(each -> bridges.add(each.bridge()));
        var names = new HashSet<String>();
        offer.images().values().forEach(image -> image.sources().forEach(source -> names.add(source.node())));
        var nodes = names.stream()
                .map(name -> new NodeCapacity(name, true, PLENTY, PLENTY, storages, Set.of(), bridges))
                .toList();
        return new SiteCapacity(nodes, Set.of());
    }

    @Override
    public SiteObservation observe(Site site, Set<Integer> ours, CallBudget budget) {
        return new SiteObservation(clock.instant(), List.of());
    }
}
