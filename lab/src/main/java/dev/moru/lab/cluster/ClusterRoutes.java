package dev.moru.lab.cluster;

import dev.moru.lab.access.Permissions;
import dev.moru.lab.api.ApiFailure;
import dev.moru.lab.api.Call;
import dev.moru.lab.api.Routes;
import dev.moru.lab.estate.Estate;
import dev.moru.lab.qemu.Vms;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /cluster} and {@code /version}. */
public final class ClusterRoutes {

    private static final int FIRST_ID = 100;

    private final Estate estate;
    private final Vms vms;
    private final Nodes nodes;
    private final Resources resources;
    private final Permissions permissions;

    public ClusterRoutes(Estate estate, Vms vms, Nodes nodes, Resources resources, Permissions permissions) {
        this.estate = estate;
        this.vms = vms;
        this.nodes = nodes;
        this.resources = resources;
        this.permissions = permissions;
    }

    public void addTo(Routes routes) {
        routes.get("/version", call -> version(estate))
                .get(
                        "/cluster",
                        call -> List.of(
                                Map.of("name", "resources"),
                                Map.of("name", "status"),
                                Map.of("name", "nextid"),
                                Map.of("name", "tasks")))
                .get("/cluster/nextid", this::nextId)
                .get("/cluster/status", call -> status())
                .get("/cluster/resources", resources::list)
                .get("/cluster/options", this::options)
                .get("/cluster/ha/resources", call -> List.of())
                .get("/cluster/ha/resources/{sid}", call -> {
                    throw ApiFailure.because("no such resource '" + call.text("sid") + "'");
                })
                .get("/cluster/backup", call -> List.of())
                .get("/cluster/sdn/vnets", call -> List.of())
                .get("/cluster/sdn/zones", call -> List.of());
    }

    static Map<String, Object> version(Estate estate) {
        var release = estate.version().split("\\.").length > 1 ? estate.version() : estate.version() + ".0";
        return Map.of("version", release + ".1", "release", release, "repoid", "0000moru00001ab0");
    }

    /** The lowest free id; nothing is reserved, so two callers get the same one. */
    private String nextId(Call call) {
        if (call.has("vmid")) {
            var vmid = call.vmid();
            if (vms.exists(vmid)) {
                throw ApiFailure.badParameter("vmid", "VM " + vmid + " already exists");
            }
            return String.valueOf(vmid);
        }
        var free = FIRST_ID;
        while (vms.exists(free)) {
            free++;
        }
        return String.valueOf(free);
    }

    private List<Map<String, Object>> status() {
        var entries = new ArrayList<Map<String, Object>>();
        if (estate.nodes().size() > 1) {
            entries.add(clusterEntry());
        }
        for (var node : estate.nodes()) {
            var entry = new LinkedHashMap<String, Object>();
            entry.put("type", "node");
            entry.put("id", "node/" + node.name());
            entry.put("name", node.name());
            entry.put("nodeid", estate.nodes().size() > 1 ? nodes.number(node) : 0);
            entry.put("ip", nodes.address(node));
            entry.put("local", node.name().equals(nodes.local()) ? 1 : 0);
            entry.put("online", nodes.isOnline(node.name()) ? 1 : 0);
            entry.put("level", "");
            entries.add(entry);
        }
        return entries;
    }

    private Map<String, Object> clusterEntry() {
        var entry = new LinkedHashMap<String, Object>();
        var online = estate.nodes().stream()
                .filter(node -> nodes.isOnline(node.name()))
                .count();
        entry.put("type", "cluster");
        entry.put("id", "cluster");
        entry.put("name", "lab");
        entry.put("nodes", estate.nodes().size());
        entry.put("version", estate.nodes().size());
        entry.put("quorate", online * 2 > estate.nodes().size() ? 1 : 0);
        return entry;
    }

    private Map<String, Object> options(Call call) {
        return permissions.has(call.caller(), "/", "Sys.Audit")
                ? Map.of("keyboard", "en-us", "mac_prefix", "BC:24:11", "allowed-tags", List.of())
                : Map.of("allowed-tags", List.of());
    }
}
