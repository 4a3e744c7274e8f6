package dev.moru.backup.archive.proxmox;

import dev.moru.backup.archive.ArchiveFailure;
import dev.moru.backup.archive.ArchiveFailure.Kind;
import dev.moru.backup.site.BackupSite;
import dev.moru.proxmox.Credentials;
import dev.moru.proxmox.Endpoint;
import dev.moru.proxmox.ProxmoxClient;
import dev.moru.proxmox.ProxmoxException;
import dev.moru.proxmox.ProxmoxSettings;
import dev.moru.proxmox.Secret;
import dev.moru.proxmox.SharedClients;
import dev.moru.proxmox.TlsTrust;
import dev.moru.secrets.SecretFailure;
import dev.moru.secrets.SecretReference;
import dev.moru.secrets.SecretStore;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/** The clusters behind sites, as they are configured now. */
final class SiteClients implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private final SecretStore secrets;
    private final Duration callTimeout;
    private final SharedClients clients = new SharedClients();

    SiteClients(SecretStore secrets, Duration callTimeout) {
        this.secrets = secrets;
        this.callTimeout = callTimeout;
    }

    /**
     * Does something at a site.
     *
     * @param callBudget how long the next call may take
     * @throws ArchiveFailure for everything that the cluster or the way to it refuses
     */
    <T> T at(BackupSite site, Supplier<Duration> callBudget, Function<ProxmoxClient, T> work) {
        try {
            return clients.at(
                    site.id(), site.revision(), () -> connect(site), client -> work.apply(client.within(callBudget)));
        } catch (ProxmoxException e) {
            throw Failures.of(site.name(), e);
        }
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
            throw Failures.lasting(
                    "site-without-backups",
                    "The site can't take backups",
                    "site " + site.name() + " has no cluster with an API token behind it",
                    null);
        }
        try (var value = secrets.get(SecretReference.parse(spec.tokenSecret()))) {
            return Credentials.ApiToken.of(spec.tokenId(), Secret.of(value.text()));
        } catch (SecretFailure e) {
            throw withoutSecret(site, e);
        }
    }

    private static ArchiveFailure withoutSecret(BackupSite site, SecretFailure failure) {
        var detail = "the token secret of site " + site.name() + " can't be fetched: " + failure.getMessage();
        return failure.isRetryable()
                ? new ArchiveFailure(Kind.AWAY, "secret-unavailable", "The secret store does not answer", detail, null)
                : Failures.lasting(
                        "secret-missing", "The site's secret is not there", detail, "give the site its token anew");
    }

    @Override
    public void close() {
        clients.close();
    }
}
