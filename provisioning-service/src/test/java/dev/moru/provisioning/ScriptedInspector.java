package dev.moru.provisioning;

import dev.moru.contracts.site.CheckPoint;
import dev.moru.contracts.site.ConfigurationKind;
import dev.moru.provisioning.site.CallBudget;
import dev.moru.provisioning.site.HypervisorFailure;
import dev.moru.provisioning.site.NodeCapacity;
import dev.moru.provisioning.site.ObservedGuest;
import dev.moru.provisioning.site.Site;
import dev.moru.provisioning.site.SiteCapacity;
import dev.moru.provisioning.site.SiteInspector;
import dev.moru.provisioning.site.SiteObservation;
import dev.moru.provisioning.site.SiteOffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A look at a cluster that shows what a test puts there. */
public final class ScriptedInspector implements SiteInspector {

    public volatile boolean away;
    public volatile boolean observed;
    public final List<ObservedGuest> guests = new CopyOnWriteArrayList<>();

    @Override
    public String driver() {
        return "scripted";
    }

    /** Tests that do not look must not be told what they have not put there. */
    @Override
    public boolean isObservable() {
        return observed || away;
    }

    @Override
    public List<CheckPoint> check(Site site, SiteOffer offer, CallBudget budget) {
        return List.of(new CheckPoint("version", "ok", "8.4", null));
    }

    @Override
    public Map<String, Object> discover(Site site, ConfigurationKind kind, CallBudget budget) {
        return Map.of("default", offerName(kind));
    }

    private static String offerName(ConfigurationKind kind) {
        return kind.name();
    }

    @Override
    public SiteCapacity capacity(Site site, CallBudget budget) {
        requireSite();
        return new SiteCapacity(
                List.of(
                        new NodeCapacity(
                                "node1", true, 8, 16_000, Set.of("local-zfs"), Set.of("local"), Set.of("vmbr0")),
                        new NodeCapacity(
                                "node2", true, 8, 32_000, Set.of("local-zfs"), Set.of("local"), Set.of("vmbr0"))),
                Set.of(2000, 2001));
    }

    @Override
    public SiteObservation observe(Site site, Set<Integer> ours, CallBudget budget) {
        requireSite();
        return new SiteObservation(Instant.now(), guests);
    }

    private void requireSite() {
        if (away) {
            throw HypervisorFailure.unreachable("connection refused", null);
        }
    }
}
