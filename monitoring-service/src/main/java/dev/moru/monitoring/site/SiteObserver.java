package dev.moru.monitoring.site;

import java.util.Set;
import java.util.UUID;

/** Reads the figures of clusters; each by one thread at a time. */
public interface SiteObserver {

    /** @throws FiguresUnknown when the cluster, the way to it or its credentials are no good */
    SiteFigures observe(MonitoredSite site);

    /** Lets go of all clusters but these. */
    void retain(Set<UUID> sites);
}
