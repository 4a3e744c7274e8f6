package dev.moru.backup.archive.proxmox;

import dev.moru.backup.archive.ArchiveFailure;
import dev.moru.backup.site.BackupSite;
import dev.moru.proxmox.Credentials;
import dev.moru.proxmox.Endpoint;
import dev.moru.proxmox.ProxmoxClient;
import dev.moru.proxmox.ProxmoxSettings;
import dev.moru.proxmox.Secret;
import dev.moru.proxmox.TlsTrust;
import dev.moru.secrets.SecretFailure;
import dev.moru.secrets.SecretReference;
import dev.moru.secrets.SecretStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** One client for each cluster as it is configured now. An older one goes on with what it is at, and is closed with the last. */
final class SiteClients implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private record Connection(long revision, ProxmoxClient client) {}

    private final SecretStore secrets;
    private final Duration callTimeout;
    private final Map<UUID, Connection> connections = new HashMap<>();

    SiteClients(SecretStore secrets, Duration callTimeout) {
        this.secrets = secrets;
        this.callTimeout = callTimeout;
    }

    synchronized ProxmoxClient of(BackupSite site) {
        var open = connections.get(site.id());
        if (open != null && open.revision() == site.revision()) {
            return open.client();
        }
        var fresh = connect(site);
        connections.put(site.id(), new Connection(site.revision(), fresh));
        return fresh;
    }

    private ProxmoxClient connect(BackupSite site) {
        var spec = site.spec();
        var endpoints = spec.endpoints().stream()
                .map(endpoint ->
                        new Endpoint(endpoint.url(), TlsTrust.of(endpoint.fingerprint(), spec.caCertificate())))
                .toList();
        return ProxmoxClient.of(ProxmoxSettings.of(endpoints, token(site)).withTimeouts(CONNECT_TIMEOUT, callTimeout));
    }

    private Credentials token(BackupSite site) {
        var spec = site.spec();
        if (!spec.driver().equals("proxmox") || spec.tokenId() == null || spec.tokenSecret() == null) {
            throw new ArchiveFailure(
                    ArchiveFailure.Kind.LASTING,
                    "site-without-backups",
                    "The site can't take backups",
                    "site " + site.name() + " has no cluster with an API token behind it",
                    null);
        }
        try (var value = secrets.get(SecretReference.parse(spec.tokenSecret()))) {
            return Credentials.ApiToken.of(spec.tokenId(), Secret.of(value.text()));
        } catch (SecretFailure e) {
            throw new ArchiveFailure(
                    ArchiveFailure.Kind.AWAY,
                    "secret-unavailable",
                    "The site's token can't be read",
                    String.valueOf(e.getMessage()),
                    null);
        }
    }

    @Override
    public synchronized void close() {
        connections.values().forEach(connection -> connection.client().close());
        connections.clear();
    }
}
