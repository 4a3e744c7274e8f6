package dev.moru.monitoring;

import dev.moru.contracts.server.ServerDeleted;
import dev.moru.contracts.server.ServerEvent;
import dev.moru.contracts.server.ServerObserved;
import dev.moru.contracts.server.ServerPhase;
import dev.moru.contracts.server.ServerSnapshot;
import java.util.UUID;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What provisioning-service tells of servers. */
public final class Servers {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Servers() {}

    static ServerEvent observed(UUID id, String name, ServerPhase phase, String power, long revision) {
        return JSON.readValue(text(id, name, phase, power, revision), ServerObserved.class);
    }

    static ServerEvent deleted(UUID id, String name, long revision) {
        return JSON.readValue(text(id, name, ServerPhase.DELETED, "unknown", revision), ServerDeleted.class);
    }

    public static ServerSnapshot snapshot(UUID id, String name, ServerPhase phase, boolean simulated) {
        var text = text(id, name, phase, "running", 1).replace("\"simulated\": true", "\"simulated\": " + simulated);
        return JSON.readValue(text, ServerObserved.class).server();
    }

    private static String text(UUID id, String name, ServerPhase phase, String power, long revision) {
        return """
                {"server": {
                  "id": "%s", "name": "%s", "project": "shop", "kind": "vm", "origin": "created", "driver": "proxmox",
                  "spec": {
                    "name": "%s", "kind": "vm", "site": "lab", "image": "debian-12", "cores": 2, "memoryMiB": 2048,
                    "disks": [], "networks": [], "login": {"user": "moru", "sshKeys": []}, "readiness": "ssh",
                    "roles": ["web", "db"], "onFailure": "rollback", "deadline": "PT30M"
                  },
                  "status": {
                    "phase": "%s", "power": "%s", "site": "lab", "node": "lab2", "vmId": 2004, "agent": "running",
                    "addresses": [{"network": "default", "address": "10.10.0.14", "source": "assigned"}],
                    "observedAt": "2026-03-01T09:01:36.120Z"
                  },
                  "simulated": true, "revision": %d,
                  "createdAt": "2026-03-01T09:00:00.120Z", "updatedAt": "2026-03-01T09:01:36.120Z"
                }}
                """.formatted(id, name, name, phase, power, revision);
    }
}
