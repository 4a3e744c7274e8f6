package dev.moru.monitoring.site;

import dev.moru.contracts.site.SiteSpec;
import java.util.UUID;

/** A cluster as the gateway has accepted it last. */
public record MonitoredSite(UUID id, String name, long revision, SiteSpec spec) {

    private static final String PROXMOX = "proxmox";

    /** Whether there is a cluster behind it that has figures. */
    public boolean hasFigures() {
        return spec.driver().equals(PROXMOX);
    }
}
