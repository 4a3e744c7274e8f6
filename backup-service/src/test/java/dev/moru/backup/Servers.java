package dev.moru.backup;

import dev.moru.contracts.server.ServerDeleted;
import dev.moru.contracts.server.ServerObserved;
import dev.moru.contracts.server.ServerSnapshot;
import java.util.UUID;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What provisioning-service tells of servers. */
final class Servers {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Servers() {}

    static ServerSnapshot snapshot(UUID id, int vmId, String policy) {
        return JSON.readValue(text(id, vmId, policy), ServerObserved.class).server();
    }

    static ServerDeleted deleted(UUID id, int vmId) {
        var text = text(id, vmId, "daily")
                .replace("\"revision\": 1", "\"revision\": 2, \"deletedAt\": \"2026-03-02T00:00:00Z\"");
        return JSON.readValue(text, ServerDeleted.class);
    }

    private static String text(UUID id, int vmId, String policy) {
        return """
                {"server": {
                  "id": "%s", "name": "web-%d", "project": "shop", "kind": "vm", "origin": "created", "driver": "proxmox",
                  "spec": {
                    "name": "web-%d", "kind": "vm", "site": "lab", "image": "debian-12", "cores": 2, "memoryMiB": 2048,
                    "disks": [], "networks": [], "login": {"user": "moru", "sshKeys": []}, "readiness": "ssh",
                    "onFailure": "rollback", "deadline": "PT30M", "backupPolicy": "%s"
                  },
                  "status": {
                    "phase": "READY", "power": "running", "site": "lab", "node": "lab1", "vmId": %d, "agent": "running",
                    "observedAt": "2026-03-01T09:01:36.120Z"
                  },
                  "simulated": true, "revision": 1,
                  "createdAt": "2026-03-01T09:00:00.120Z", "updatedAt": "2026-03-01T09:01:36.120Z"
                }}
                """.formatted(id, vmId, vmId, policy, vmId);
    }
}
