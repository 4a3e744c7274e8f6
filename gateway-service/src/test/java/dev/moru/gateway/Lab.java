package dev.moru.gateway;

import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What has to be configured before a server can be asked for. */
public final class Lab {

    private Lab() {}

    /** A site {@code lab} with an image, a network, a storage class and the preset {@code small}. */
    public static void configure(WebTestClient client) {
        post(client, "/api/v1/sites", """
                {"name": "lab", "driver": "noop", "simulated": true, "vmIdRange": {"from": 2000, "to": 2999}}""");
        post(client, "/api/v1/sites/lab/images", """
                {"name": "debian-12", "sources": [{"node": "lab1", "vmId": 9000, "storage": "local"}], "minDiskGiB": 3}""");
        post(client, "/api/v1/sites/lab/networks", """
                {"name": "default", "bridge": "vmbr0", "ipv4": {"cidr": "10.10.0.0/24", "gateway": "10.10.0.1",
                 "ranges": [{"from": "10.10.0.10", "to": "10.10.0.250"}], "dns": ["10.10.0.1"]}}""");
        post(client, "/api/v1/sites/lab/storage-classes", """
                {"name": "default", "storages": {"*": "local"}}""");
        post(client, "/api/v1/presets", """
                {"name": "small", "cores": 1, "memoryMiB": 1024, "rootDiskGiB": 8}""");
    }

    static void post(WebTestClient client, String path, String body) {
        client.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isCreated();
    }
}
