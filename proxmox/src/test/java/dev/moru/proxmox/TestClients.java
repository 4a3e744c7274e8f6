package dev.moru.proxmox;

import java.time.Duration;
import java.util.List;

/** Clients as tests need them: with a token, and with short time-outs. */
final class TestClients {

    static final Credentials.ApiToken TOKEN =
            Credentials.ApiToken.of("moru@pve!spine", Secret.of("3f1c9a52-5d0b-4d3c-8a43-0c7d3f6a1b2e"));

    private TestClients() {}

    static ProxmoxClient of(Endpoint... endpoints) {
        return of(TOKEN, endpoints);
    }

    static ProxmoxClient of(Credentials credentials, Endpoint... endpoints) {
        return ProxmoxClient.of(settings(credentials, endpoints));
    }

    static ProxmoxSettings settings(Credentials credentials, Endpoint... endpoints) {
        return ProxmoxSettings.of(List.of(endpoints), credentials)
                .withTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(10));
    }
}
