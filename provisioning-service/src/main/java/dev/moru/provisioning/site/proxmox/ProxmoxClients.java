package dev.moru.provisioning.site.proxmox;

import dev.moru.contracts.site.SiteSpec;
import dev.moru.provisioning.site.CallBudget;
import dev.moru.provisioning.site.HypervisorFailure;
import dev.moru.provisioning.site.Site;
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
import java.util.List;
import java.util.function.Function;

/** The clusters behind sites, as they are configured. The token's secret is fetched when the first call needs it. */
public final class ProxmoxClients implements AutoCloseable {

    private final SecretStore secrets;
    private final ProxmoxProperties properties;
    private final SharedClients clients = new SharedClients();

    public ProxmoxClients(SecretStore secrets, ProxmoxProperties properties) {
        this.secrets = secrets;
        this.properties = properties;
    }

    /**
     * Does something at a site, each call within the budget.
     *
     * @throws HypervisorFailure for everything that the cluster or the way to it refuses
     */
    public <T> T at(Site site, CallBudget budget, Function<ProxmoxClient, T> work) {
        try {
            return clients.at(
                    site.id(),
                    site.revision(),
                    () -> connect(site),
                    client -> work.apply(client.within(() -> shorter(budget.callBudget(), properties.callTimeout()))));
        } catch (ProxmoxException failure) {
            throw ProxmoxFailures.of(site, failure);
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private ProxmoxClient connect(Site site) {
        try {
            var settings = ProxmoxSettings.of(endpoints(site.spec()), token(site.spec()))
                    .withTimeouts(properties.connectTimeout(), properties.callTimeout());
            return ProxmoxClient.of(settings);
        } catch (SecretFailure failure) {
            throw withoutSecret(site, failure);
        } catch (IllegalArgumentException wrong) {
            throw HypervisorFailure.permanent(
                    "site-misconfigured",
                    "The site cannot be used as it is configured",
                    String.valueOf(wrong.getMessage()),
                    "correct the site");
        }
    }

    private static HypervisorFailure withoutSecret(Site site, SecretFailure failure) {
        var detail = "the token secret of site " + site.name() + " cannot be fetched: " + failure.getMessage();
        return failure.isRetryable()
                ? HypervisorFailure.passing("secret-unavailable", "The secret store does not answer", detail, failure)
                : HypervisorFailure.permanent(
                        "secret-missing", "The site's secret is not there", detail, "give the site its token anew");
    }

    private static List<Endpoint> endpoints(SiteSpec spec) {
        return spec.endpoints().stream()
                .map(endpoint ->
                        new Endpoint(endpoint.url(), TlsTrust.of(endpoint.fingerprint(), spec.caCertificate())))
                .toList();
    }

    private Credentials token(SiteSpec spec) {
        if (spec.tokenId() == null || spec.tokenSecret() == null) {
            throw new IllegalArgumentException("the site has no API token");
        }
        try (var value = secrets.get(SecretReference.parse(spec.tokenSecret()))) {
            return Credentials.ApiToken.of(spec.tokenId(), Secret.of(value.text()));
        }
    }

    @Override
    public void close() {
        clients.close();
    }
}
