package dev.moru.provisioning.site;

import dev.moru.contracts.site.CheckPoint;
import dev.moru.contracts.site.ConfigurationKind;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a cluster and changes nothing. Every method throws {@link HypervisorFailure} when the site does not answer, but
 * {@link #check}, for which that is a finding.
 */
public interface SiteInspector {

    /** The driver, as in the site's spec. */
    String driver();

    /** Whether there is something behind it that {@link #observe} can show. */
    default boolean isObservable() {
        return true;
    }

    /**
     * What the site lacks, point by point: endpoints, certificates, version, quorum, privileges, and each offer on each
     * node.
     */
    List<CheckPoint> check(Site site, SiteOffer offer, CallBudget budget);

    /**
     * Proposes what the cluster offers: names with specs, for {@code NETWORK} a {@code NetworkSpec}, for
     * {@code STORAGE_CLASS} a {@code StorageClassSpec}, for {@code IMAGE} an {@code ImageSpec}.
     */
    Map<String, Object> discover(Site site, ConfigurationKind kind, CallBudget budget);

    SiteCapacity capacity(Site site, CallBudget budget);

    /**
     * Lists every guest.
     *
     * @param ours VM ids that Moru's own table has: their configuration is read anew each time, while that of others may
     *     come from a cache
     */
    SiteObservation observe(Site site, Set<Integer> ours, CallBudget budget);
}
