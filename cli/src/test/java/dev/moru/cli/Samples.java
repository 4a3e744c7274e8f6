package dev.moru.cli;

/** Documents as the API gives them. */
final class Samples {

    private Samples() {}

    static String operation(String state, String... changes) {
        var json = """
                {"id": "0192-op", "kind": "server.create", "project": "default", "site": "lab",
                 "target": {"kind": "server", "id": "0192-srv", "name": "web-01"}, "actor": "user:admin",
                 "state": "%s", "progress": 0.42, "createdAt": "2026-03-01T11:59:50Z", "startedAt": "2026-03-01T11:59:50Z",
                 "updatedAt": "2026-03-01T11:59:58Z", "endedAt": %s, "deadlineAt": "2026-03-01T12:29:50Z",
                 "steps": [%s], "error": null, "result": null, "warnings": [], "simulated": false, "cancel": null,
                 "cleanup": null, "retryOf": null, "parent": null, "children": {"total": 0, "succeeded": 0, "failed": 0}}""".formatted(
                        state,
                        state.equals("RUNNING") || state.equals("ACCEPTED") ? "null" : "\"2026-03-01T11:59:58Z\"",
                        step("reserve", "SUCCEEDED", "", "vm id 2004"));
        for (var index = 0; index < changes.length; index += 2) {
            json = json.replace(changes[index], changes[index + 1]);
        }
        return json.replaceAll("\\s*\\n\\s*", " ");
    }

    static String step(String name, String state, String waitingFor, String message) {
        return """
                {"name": "%s", "state": "%s", "attempt": 1, "startedAt": "2026-03-01T11:59:51Z", \
                "endedAt": %s, "message": "%s", "waitingFor": %s, "refs": []}""".formatted(
                        name,
                        state,
                        state.equals("RUNNING") ? "null" : "\"2026-03-01T11:59:52Z\"",
                        message,
                        waitingFor.isEmpty() ? "null" : "\"" + waitingFor + "\"");
    }

    static String server(String name) {
        return """
                {"id": "0192-srv", "name": "%s", "project": "default", "kind": "vm", "origin": "created", "driver": "proxmox",
                 "spec": {"name": "%s", "image": "debian-12", "site": "lab", "cores": 2, "memoryMiB": 4096,
                          "disks": [{"name": "root", "sizeGiB": 20, "storageClass": "default"}], "tags": ["shop"],
                          "protected": false},
                 "status": {"phase": "READY", "power": "running", "site": "lab", "node": "lab2", "vmId": 2004,
                            "addresses": [{"network": "default", "address": "10.10.0.14", "source": "assigned"}],
                            "agent": "running", "lock": null, "pending": [], "observedAt": "2026-03-01T11:59:58Z",
                            "conditions": []},
                 "revision": 7, "createdAt": "2026-03-01T09:50:00Z", "updatedAt": "2026-03-01T09:51:00Z",
                 "deletedAt": null}""".formatted(name, name).replaceAll("\\s*\\n\\s*", " ");
    }

    static String list(String... items) {
        return "{\"items\": [" + String.join(", ", items) + "], \"nextPageToken\": null}";
    }
}
