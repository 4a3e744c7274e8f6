package dev.moru.systemtests.chaos;

import dev.moru.systemtests.history.Subscription;
import dev.moru.systemtests.installation.ApiClient;
import dev.moru.systemtests.load.Sinks;
import dev.moru.systemtests.load.Workload;
import dev.moru.systemtests.parts.LabControl;
import dev.moru.systemtests.parts.PartedInstallation;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sets an installation up through its public API: the lab as a site, and channels to the sinks. */
final class Sites {

    static final String STEADY_SINK = "steady";

    /** Gets in one request what has happened within some seconds. */
    static final String GATHERING_SINK = "gathering";

    static final String LEAVING_SINK = "leaving";

    private static final List<String> TYPES = List.of("dev.moru.operation.ended.v1", "dev.moru.server.*");
    private static final Map<String, ?> GROUP = Map.of("by", List.of("type"), "window", "PT10S");
    private static final String PROJECT = "/api/v1/projects/default/";
    private static final String SITE = "/api/v1/sites/lab";
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int SECRET_BYTES = 32;

    private final ApiClient api;

    Sites(PartedInstallation installation) {
        this.api = new ApiClient(installation.gatewayUrls().get(0), PartedInstallation.token());
    }

    void addLab(PartedInstallation installation, LabControl lab) {
        create(
                "/api/v1/sites",
                Map.of(
                        "name",
                        "lab",
                        "driver",
                        "proxmox",
                        "endpoints",
                        List.of(Map.of("url", installation.labUrl())),
                        "caCertificate",
                        lab.authority(),
                        "tokenId",
                        "root@pam!chaos",
                        "tokenSecret",
                        lab.newToken("chaos"),
                        "vmIdRange",
                        Map.of("from", 2000, "to", 99_999),
                        // Participants give a simulated server back at once, and would never be disturbed at work.
                        "simulated",
                        false));
        create(SITE + "/images", image());
        create(
                SITE + "/networks",
                Map.of(
                        "name", "default",
                        "bridge", "vmbr0",
                        "ipv4",
                                Map.of(
                                        "cidr", "10.64.0.0/15",
                                        "ranges", List.of(Map.of("from", "10.64.0.10", "to", "10.65.255.250")),
                                        "gateway", "10.64.0.1")));
        create(
                SITE + "/storage-classes",
                Map.of("name", "default", "storages", Map.of("*", "local-lvm"), "snapshots", true));
        create("/api/v1/presets", Map.of("name", "small", "cores", 1, "memoryMiB", 512, "rootDiskGiB", 4));
    }

    private static Map<String, Object> image() {
        return Map.of(
                "name", "debian-12",
                "sources",
                        List.of(
                                Map.of("node", "lab1", "vmId", 9000, "storage", "local-lvm"),
                                Map.of("node", "lab2", "vmId", 9001, "storage", "local-lvm")),
                "osFamily", "linux",
                "cloudInit", true,
                "agent", true,
                "loginUser", "debian",
                "connection", "ssh",
                "readiness", "agent",
                "minDiskGiB", 3);
    }

    /** Backs up every other minute, and keeps no more than two. */
    void addPolicy() {
        create(
                PROJECT + "backup-policies",
                Map.of("name", Workload.POLICY, "schedule", "*/2 * * * *", "retention", Map.of("keepLast", 2)));
    }

    /** Returns when no backup is begun by itself any more. */
    void suspendPolicy() {
        var policy = PROJECT + "backup-policies/" + Workload.POLICY;
        var answer = api.write("PATCH", policy, Map.of("enabled", false));
        if (answer.status() != OK) {
            throw new IllegalStateException("%s: %d %s".formatted(policy, answer.status(), answer.body()));
        }
        awaitApplied(policy, 2);
    }

    /** Returns when roles can be asked for. */
    void awaitRoles() {
        api.await("/api/v1/roles", body -> !body.path("items").isEmpty());
    }

    /** Returns when the routes are in force, so that everything later is owed to the sinks. */
    List<Subscription> subscribe(Sinks sinks) {
        return List.of(
                subscribe(sinks, STEADY_SINK, Map.of(), false),
                subscribe(sinks, GATHERING_SINK, Map.of("group", GROUP), false),
                subscribe(sinks, LEAVING_SINK, Map.of(), true));
    }

    /** @param pace what the route says beside which events go where */
    private Subscription subscribe(Sinks sinks, String sink, Map<String, ?> pace, boolean leaves) {
        var secret = "whsec_" + Base64.getEncoder().encodeToString(new byte[SECRET_BYTES]);
        create(
                PROJECT + "channels",
                Map.of(
                        "name",
                        sink,
                        "type",
                        "webhook",
                        "settings",
                        Map.of("url", sinks.url(sink)),
                        "secrets",
                        Map.of("signingSecret", secret)));
        var route = new HashMap<String, Object>(pace);
        route.putAll(Map.of("name", sink, "match", Map.of("types", TYPES), "channels", List.of(sink)));
        create(PROJECT + "routes", route);
        awaitApplied(PROJECT + "routes/" + sink, 1);
        return new Subscription(sink, TYPES, Instant.now(), leaves);
    }

    private void create(String collection, Map<String, ?> resource) {
        var answer = api.write("POST", collection, resource);
        if (answer.status() != CREATED) {
            throw new IllegalStateException("%s: %d %s".formatted(collection, answer.status(), answer.body()));
        }
    }

    private void awaitApplied(String path, int revision) {
        api.await(path, body -> body.path("status").path("observedRevision").asInt() >= revision);
    }
}
