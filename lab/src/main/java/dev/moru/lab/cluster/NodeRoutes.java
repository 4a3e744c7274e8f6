package dev.moru.lab.cluster;

import dev.moru.lab.access.Permissions;
import dev.moru.lab.api.ApiFailure;
import dev.moru.lab.api.Call;
import dev.moru.lab.api.Routes;
import dev.moru.lab.estate.Estate;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /nodes}: the hosts themselves and their networks. */
public final class NodeRoutes {

    private final Estate estate;
    private final Nodes nodes;
    private final Permissions permissions;
    private final Clock clock;

    public NodeRoutes(Estate estate, Nodes nodes, Permissions permissions, Clock clock) {
        this.estate = estate;
        this.nodes = nodes;
        this.permissions = permissions;
        this.clock = clock;
    }

    public void addTo(Routes routes) {
        routes.get("/nodes", this::list)
                .get(
                        "/nodes/{node}",
                        call -> List.of(
                                Map.of("name", "qemu"),
                                Map.of("name", "storage"),
                                Map.of("name", "status"),
                                Map.of("name", "tasks")))
                .get("/nodes/{node}/status", this::status)
                .get("/nodes/{node}/version", call -> ClusterRoutes.version(estate))
                .get("/nodes/{node}/time", call -> time())
                .get("/nodes/{node}/dns", call -> Map.of("dns1", "10.99.0.254", "search", "lab.internal"))
                .get("/nodes/{node}/subscription", call -> Map.of("status", "notfound"))
                .get("/nodes/{node}/network", this::networks)
                .get("/nodes/{node}/network/{iface}", this::network);
    }

    private Estate.Node node(Call call) {
        return estate.node(call.node()).orElseThrow(() -> ApiFailure.because("no such node '" + call.node() + "'"));
    }

    private List<Map<String, Object>> list(Call call) {
        return estate.nodes().stream().map(node -> listed(node, call)).toList();
    }

    private Map<String, Object> listed(Estate.Node node, Call call) {
        var online = nodes.isOnline(node.name());
        var row = new LinkedHashMap<String, Object>();
        row.put("node", node.name());
        row.put("id", "node/" + node.name());
        row.put("type", "node");
        row.put("status", online ? "online" : "offline");
        row.put("level", "");
        row.put("ssl_fingerprint", "");
        if (online && permissions.has(call.caller(), "/nodes/" + node.name(), "Sys.Audit")) {
            row.put("uptime", nodes.uptimeSeconds());
            row.put("cpu", nodes.load(node));
            row.put("maxcpu", node.cores());
            row.put("mem", nodes.usedMemoryBytes(node));
            row.put("maxmem", nodes.memoryBytes(node));
            row.put("disk", nodes.usedRootBytes());
            row.put("maxdisk", nodes.rootBytes());
        }
        return row;
    }

    private Map<String, Object> status(Call call) {
        var node = node(call);
        var used = nodes.usedMemoryBytes(node);
        var total = nodes.memoryBytes(node);
        var load = "%.2f".formatted(nodes.load(node) * node.cores());
        var status = new LinkedHashMap<String, Object>();
        status.put("uptime", nodes.uptimeSeconds());
        status.put("idle", 0);
        status.put("wait", 0);
        status.put("cpu", nodes.load(node));
        status.put("loadavg", List.of(load, load, load));
        status.put("kversion", "Linux 6.17.2-1-pve #1 SMP");
        status.put("pveversion", "pve-manager/" + ClusterRoutes.version(estate).get("version") + "/0000moru00001ab0");
        status.put(
                "cpuinfo",
                Map.of(
                        "model",
                        "Simulated",
                        "sockets",
                        1,
                        "cores",
                        node.cores(),
                        "cpus",
                        node.cores(),
                        "mhz",
                        "3000.000",
                        "hvm",
                        "1"));
        status.put("memory", Map.of("total", total, "used", used, "free", total - used, "available", total - used));
        status.put("swap", Map.of("total", 0, "used", 0, "free", 0));
        status.put("ksm", Map.of("shared", 0));
        status.put(
                "rootfs",
                Map.of(
                        "total",
                        nodes.rootBytes(),
                        "used",
                        nodes.usedRootBytes(),
                        "free",
                        nodes.rootBytes() - nodes.usedRootBytes(),
                        "avail",
                        nodes.rootBytes() - nodes.usedRootBytes()));
        status.put("boot-info", Map.of("mode", "efi", "secureboot", 0));
        status.put(
                "current-kernel",
                Map.of("sysname", "Linux", "release", "6.17.2-1-pve", "version", "#1 SMP", "machine", "x86_64"));
        return status;
    }

    private Map<String, Object> time() {
        var seconds = clock.instant().getEpochSecond();
        return Map.of("time", seconds, "localtime", seconds, "timezone", "UTC");
    }

    private List<Map<String, Object>> networks(Call call) {
        var node = node(call);
        return estate.bridges().stream()
                .filter(bridge -> wanted(call.text("type", "")))
                .filter(bridge -> permissions.hasAny(
                                call.caller(),
                                "/sdn/zones/localnetwork/" + bridge,
                                List.of("SDN.Use", "SDN.Audit", "SDN.Allocate"))
                        || permissions.has(call.caller(), "/nodes/" + node.name(), "Sys.Audit"))
                .map(bridge -> bridge(node, bridge))
                .toList();
    }

    private static boolean wanted(String type) {
        return List.of("", "bridge", "any_bridge", "any_local_bridge", "include_sdn")
                .contains(type);
    }

    private Map<String, Object> network(Call call) {
        var node = node(call);
        return estate.bridges().stream()
                .filter(call.text("iface")::equals)
                .map(bridge -> bridge(node, bridge))
                .findFirst()
                .orElseThrow(() -> ApiFailure.because("interface '" + call.text("iface") + "' does not exist"));
    }

    private Map<String, Object> bridge(Estate.Node node, String name) {
        var index = estate.bridges().indexOf(name);
        var row = new LinkedHashMap<String, Object>();
        row.put("iface", name);
        row.put("type", "bridge");
        row.put("active", 1);
        row.put("autostart", 1);
        row.put("method", index == 0 ? "static" : "manual");
        row.put("method6", "manual");
        row.put("families", List.of("inet"));
        row.put("bridge_ports", "eno" + (index + 1));
        row.put("bridge_stp", "off");
        row.put("bridge_fd", "0");
        row.put("bridge_vlan_aware", 1);
        row.put("bridge_vids", "2-4094");
        row.put("priority", index + 3);
        if (index == 0) {
            row.put("address", nodes.address(node));
            row.put("netmask", "24");
            row.put("cidr", nodes.address(node) + "/24");
            row.put("gateway", "10.99.0.254");
        }
        return row;
    }
}
