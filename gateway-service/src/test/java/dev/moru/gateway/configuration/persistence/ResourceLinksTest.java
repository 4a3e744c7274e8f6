package dev.moru.gateway.configuration.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.contracts.site.Endpoint;
import dev.moru.gateway.configuration.Links;
import dev.moru.gateway.configuration.Resource;
import dev.moru.gateway.configuration.ResourceName;
import dev.moru.gateway.configuration.SiteDraft;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ResourceLinksTest {

    private static final Map<String, String> TOKEN = Map.of(SiteDraft.TOKEN_SECRET, "sealed:t#1");

    private final Resource site = Resource.created(
            UUID.randomUUID(),
            ResourceName.site("lab"),
            aSite(null, "https://a.example:8006", "https://b.example:8006").spec(new Links(null, TOKEN, Map.of())),
            Instant.EPOCH);

    @Test
    void keepTheTokenOfASiteForTheEndpointsThatItWasGivenFor() {
        assertThat(ResourceLinks.referencesKept(site, aSite("AB:CD", "https://b.example:8006")))
                .isEqualTo(TOKEN);
    }

    @Test
    void keepNoTokenForANewEndpoint() {
        assertThat(ResourceLinks.referencesKept(site, aSite(null, "https://a.example:8006", "https://c.example:8006")))
                .isEmpty();
    }

    private static SiteDraft aSite(@Nullable String fingerprint, String... urls) {
        var endpoints = Stream.of(urls)
                .map(url -> new Endpoint(URI.create(url), fingerprint))
                .toList();
        return new SiteDraft("lab", endpoints, null, "proxmox", "moru@pve!moru", null, null, null, null, null, null);
    }
}
