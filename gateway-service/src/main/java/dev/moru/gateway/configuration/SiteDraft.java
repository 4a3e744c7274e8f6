package dev.moru.gateway.configuration;

import dev.moru.contracts.site.Endpoint;
import dev.moru.contracts.site.Lanes;
import dev.moru.contracts.site.SiteSpec;
import dev.moru.contracts.site.VmIdRange;
import dev.moru.gateway.problem.Complaints;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A site as somebody asks for it.
 *
 * @param driver {@code proxmox}, or {@code noop}, which needs neither endpoints nor a token
 * @param tokenSecret kept by the secret store and never shown
 */
public record SiteDraft(
        @Nullable String name,
        @Nullable List<Endpoint> endpoints,
        @Nullable String caCertificate,
        @Nullable String driver,
        @Nullable String tokenId,
        @Nullable String tokenSecret,
        @Nullable VmIdRange vmIdRange,
        @Nullable Map<String, String> pools,
        @Nullable Lanes lanes,
        @Nullable Boolean simulated,
        @Nullable String description)
        implements ResourceDraft {

    /** The field of the spec that refers to the token's secret. */
    public static final String TOKEN_SECRET = "tokenSecret";

    private static final String NOOP = "noop";
    private static final VmIdRange DEFAULT_RANGE = new VmIdRange(2_000, 9_999);
    private static final int LEAST_VM_ID = 100;
    private static final int LARGEST_VM_ID = 999_999_999;
    private static final Pattern FINGERPRINT = Pattern.compile("([0-9A-Fa-f]{2}:){31}[0-9A-Fa-f]{2}");
    private static final Pattern TOKEN_ID =
            Pattern.compile("[^\\s:/!@]+@[A-Za-z][A-Za-z0-9._-]+![A-Za-z][A-Za-z0-9._-]+");

    @Override
    public void check(Complaints complaints) {
        Text.oneOf(Set.of("proxmox", NOOP), driver, "/driver", complaints);
        if (!NOOP.equals(driver)) {
            complaints.require(!Text.orEmpty(endpoints).isEmpty(), "/endpoints", "at least one endpoint");
            Text.matches(TOKEN_ID, tokenId, "/tokenId", complaints);
        }
        checkEndpoints(complaints);
        checkRange(Objects.requireNonNullElse(vmIdRange, DEFAULT_RANGE), complaints);
        checkLanes(complaints);
        Text.description(description, complaints);
    }

    private void checkEndpoints(Complaints complaints) {
        var given = Text.orEmpty(endpoints);
        for (int i = 0; i < given.size(); i++) {
            var endpoint = given.get(i);
            var pointer = "/endpoints/" + i;
            complaints.require(
                    Text.isWebAddress(endpoint.url(), Set.of("https")), pointer + "/url", "https://host[:port]");
            complaints.require(
                    endpoint.fingerprint() != null || caCertificate != null,
                    pointer + "/fingerprint",
                    "give the cluster's caCertificate, or this endpoint's fingerprint");
            if (endpoint.fingerprint() != null) {
                Text.matches(FINGERPRINT, endpoint.fingerprint(), pointer + "/fingerprint", complaints);
            }
        }
        complaints.require(
                caCertificate == null || caCertificate.contains("-----BEGIN CERTIFICATE-----"),
                "/caCertificate",
                "PEM");
    }

    private static void checkRange(VmIdRange range, Complaints complaints) {
        complaints.require(
                range.from() >= LEAST_VM_ID && range.to() >= range.from() && range.to() <= LARGEST_VM_ID,
                "/vmIdRange",
                "from at least " + LEAST_VM_ID + " up to " + LARGEST_VM_ID);
    }

    private void checkLanes(Complaints complaints) {
        complaints.require(
                lanes == null
                        || lanes.perTemplate() > 0
                                && lanes.perStorage() > 0
                                && lanes.perNode() > 0
                                && lanes.perSite() > 0,
                "/lanes",
                "each at least 1");
    }

    @Override
    public SiteSpec spec(Links links) {
        return new SiteSpec(
                Text.orEmpty(endpoints),
                caCertificate,
                Objects.requireNonNullElse(driver, "proxmox"),
                tokenId,
                links.secrets().get(TOKEN_SECRET),
                Objects.requireNonNullElse(vmIdRange, DEFAULT_RANGE),
                Text.orEmpty(pools),
                Objects.requireNonNullElse(lanes, Lanes.DEFAULT),
                Boolean.TRUE.equals(simulated),
                Text.orEmpty(description));
    }

    @Override
    public Map<String, String> secrets() {
        return tokenSecret == null ? Map.of() : Map.of(TOKEN_SECRET, tokenSecret);
    }

    @Override
    public Set<String> requiredSecrets() {
        return NOOP.equals(driver) ? Set.of() : Set.of(TOKEN_SECRET);
    }

    /** A new certificate of an endpoint that it was given for is none. */
    @Override
    public boolean keepsDestinationOf(Object present) {
        return present instanceof SiteSpec site
                && site.endpoints().stream()
                        .map(Endpoint::url)
                        .collect(Collectors.toSet())
                        .containsAll(Text.orEmpty(endpoints).stream()
                                .map(Endpoint::url)
                                .toList());
    }

    @Override
    public String toString() {
        return "SiteDraft[" + name + "]";
    }
}
