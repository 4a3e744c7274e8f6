package dev.moru.contracts.site;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Proxmox cluster.
 *
 * @param driver {@code proxmox}, or {@code noop} for the driver that does nothing and says so
 * @param caCertificate the cluster's CA, PEM; absent when every endpoint has a fingerprint
 * @param tokenId the API token's id, {@code user@realm!name}
 * @param tokenSecret reference to the token's secret in the secret store
 * @param pools the Proxmox pool of each project, by project name
 * @param simulated whether there is nothing real behind it
 */
public record SiteSpec(
        List<Endpoint> endpoints,
        @Nullable String caCertificate,
        String driver,
        @Nullable String tokenId,
        @Nullable String tokenSecret,
        VmIdRange vmIdRange,
        Map<String, String> pools,
        Lanes lanes,
        boolean simulated,
        String description) {

    public SiteSpec {
        endpoints = List.copyOf(endpoints);
        pools = pools == null ? Map.of() : Map.copyOf(pools);
        lanes = lanes == null ? Lanes.DEFAULT : lanes;
        description = description == null ? "" : description;
    }
}
