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
import dev.moru.proxmox.TlsTrust;
import dev.moru.secrets.SecretFailure;
import dev.moru.secrets.SecretReference;
import dev.moru.secrets.SecretStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One connection per site and revision. The token's secret is fetched when the first call needs it. A connection of an
 * older revision is closed when nobody uses it any more.
 */
public final class ProxmoxClients implements AutoCloseable {

    private final SecretStore secrets;
    private final ProxmoxProperties properties;
    private final Map<Key, Shared> open = new HashMap<>();

    public ProxmoxClients(SecretStore secrets, ProxmoxProperties properties) {
        this.secrets = secrets;
        this.properties = properties;
    }

    private record Key(UUID site, long revision) {}

    private static final class Shared {
        private final ProxmoxClient client;
        private int users;

        private Shared(ProxmoxClient client) {
            this.client = client;
        }
    }

    /**
     * Does something at a site, each call within the budget.
     *
     * @throws HypervisorFailure for everything that the cluster or the way to it refuses
     */
    public <T> T at(Site site, CallBudget budget, Function<ProxmoxClient, T> work) {
        var key = new Key(site.id(), site.revision());
        var shared = take(key, site);
        try {
            return work.apply(shared.client.within(() -> shorter(budget.callBudget(), properties.callTimeout())));
        } catch (ProxmoxException failure) {
            throw ProxmoxFailures.of(site, failure);
        } finally {
            giveBack(key, shared);
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private Shared take(Key key, Site site) {
        var known = use(key, null);
        // Not under the lock: the secret store may take its time, and other sites must not wait for it.
        return known == null ? Objects.requireNonNull(use(key, connect(site))) : known;
    }

    private synchronized @Nullable Shared use(Key key, @Nullable ProxmoxClient fresh) {
        var shared = open.get(key);
        if (shared == null && fresh == null) {
            return null;
        }
        if (shared == null) {
            shared = new Shared(Objects.requireNonNull(fresh));
            open.put(key, shared);
        } else if (fresh != null) {
            fresh.close();
        }
        shared.users++;
        closeOutdated();
        return shared;
    }

    private synchronized void giveBack(Key key, Shared shared) {
        shared.users--;
        closeOutdated();
    }

    private void closeOutdated() {
        open.entrySet().removeIf(entry -> {
            boolean outdated = entry.getValue().users == 0 && hasNewer(entry.getKey());
            if (outdated) {
                entry.getValue().client.close();
            }
            return outdated;
        });
    }

    private boolean hasNewer(Key key) {
        return open.keySet().stream()
                .anyMatch(other -> other.site().equals(key.site()) && other.revision() > key.revision());
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
    public synchronized void close() {
        open.values().forEach(shared -> shared.client.close());
        open.clear();
    }
}
