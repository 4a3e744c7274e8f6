package dev.moru.monitoring.site.proxmox;

import dev.moru.contracts.site.SiteSpec;
import dev.moru.proxmox.Credentials;
import dev.moru.proxmox.Endpoint;
import dev.moru.proxmox.ProxmoxClient;
import dev.moru.proxmox.ProxmoxSettings;
import dev.moru.proxmox.Secret;
import dev.moru.proxmox.TlsTrust;
import dev.moru.secrets.SecretReference;
import dev.moru.secrets.SecretStore;
import java.time.Duration;

/** Makes clients of clusters as they are configured; the token's secret is fetched when it is needed. */
final class SiteConnector {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private final SecretStore secrets;
    private final Duration callTimeout;

    SiteConnector(SecretStore secrets, Duration callTimeout) {
        this.secrets = secrets;
        this.callTimeout = callTimeout;
    }

    /** @throws IllegalArgumentException when nothing can be called with this configuration */
    ProxmoxClient connect(SiteSpec spec) {
        var endpoints = spec.endpoints().stream()
                .map(endpoint ->
                        new Endpoint(endpoint.url(), TlsTrust.of(endpoint.fingerprint(), spec.caCertificate())))
                .toList();
        return ProxmoxClient.of(ProxmoxSettings.of(endpoints, token(spec)).withTimeouts(CONNECT_TIMEOUT, callTimeout));
    }

    private Credentials token(SiteSpec spec) {
        if (spec.tokenId() == null || spec.tokenSecret() == null) {
            throw new IllegalArgumentException("the site has no API token");
        }
        try (var value = secrets.get(SecretReference.parse(spec.tokenSecret()))) {
            return Credentials.ApiToken.of(spec.tokenId(), Secret.of(value.text()));
        }
    }
}
