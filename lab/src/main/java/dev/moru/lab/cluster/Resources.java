package dev.moru.lab.cluster;

import dev.moru.lab.access.Permissions;
import dev.moru.lab.api.Call;
import dev.moru.lab.api.Caller;
import dev.moru.lab.estate.Estate;
import dev.moru.lab.fault.FaultKind;
import dev.moru.lab.fault.Faults;
import dev.moru.lab.qemu.GuestView;
import dev.moru.lab.qemu.Sizing;
import dev.moru.lab.qemu.Vm;
import dev.moru.lab.qemu.Vms;
import dev.moru.lab.storage.Storages;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code /cluster/resources}. That a guest exists, and where, is known at once; everything else about it is what the
 * nodes broadcast last, up to one interval ago. A guest nobody has spoken of yet is {@code unknown} and has no name.
 */
public final class Resources {

    private static final Duration STALE = Duration.ofSeconds(10);

    private final Estate estate;
    private final Vms vms;
    private final Storages storages;
    private final Nodes nodes;
    private final Pools pools;
    private final Permissions permissions;
    private final Faults faults;
    private final Clock clock;
    private final Duration interval;
    private final GuestView view;

    private Map<Integer, Map<String, Object>> broadcast = new HashMap<>();
    private Map<Integer, Vm> known = new HashMap<>();
    private Instant broadcastAt = Instant.EPOCH;

    /** What the view is made from. */
    public record Sources(Estate estate, Vms vms, Storages storages, Nodes nodes, Pools pools) {}

    /** @param interval how old figures may be; zero for never */
    public Resources(Sources sources, Permissions permissions, Faults faults, Clock clock, Duration interval) {
        this.estate = sources.estate();
        this.vms = sources.vms();
        this.storages = sources.storages();
        this.nodes = sources.nodes();
        this.pools = sources.pools();
        this.permissions = permissions;
        this.faults = faults;
        this.clock = clock;
        this.interval = interval;
        this.view = new GuestView(clock);
    }

    List<Map<String, Object>> list(Call call) {
        refresh();
        var type = call.text("type", "");
        var rows = new ArrayList<Map<String, Object>>();
        if (type.isEmpty() || type.equals("vm")) {
            rows.addAll(guests(call.caller()));
        }
        if (type.isEmpty() || type.equals("node")) {
            estate.nodes().forEach(node -> rows.add(node(node, call.caller())));
        }
        if (type.isEmpty() || type.equals("storage")) {
            rows.addAll(storages(call.caller()));
        }
        if (type.isEmpty()) {
            rows.addAll(pools(call.caller()));
        }
        return rows;
    }

    private void refresh() {
        var lag = faults.on(FaultKind.STALE_RESOURCES, "cluster")
                .map(fault -> fault.delay(STALE))
                .orElse(interval);
        if (!clock.instant().isBefore(broadcastAt.plus(lag))) {
            broadcastAt = clock.instant();
            broadcast = new HashMap<>();
            known = new HashMap<>();
            vms.all().forEach(vm -> {
                broadcast.put(vm.vmid(), view.figures(vm));
                known.put(vm.vmid(), vm);
            });
        }
    }

    private List<Map<String, Object>> guests(Caller caller) {
        var existing = faults.hits(FaultKind.STALE_RESOURCES, "cluster") ? known.values() : vms.all();
        return existing.stream()
                .filter(vm -> permissions.has(caller, "/vms/" + vm.vmid(), "VM.Audit"))
                .map(this::guest)
                .toList();
    }

    private Map<String, Object> guest(Vm vm) {
        var type = vm.container() ? "lxc" : "qemu";
        var row = new LinkedHashMap<String, Object>();
        var figures = broadcast.get(vm.vmid());
        if (figures != null && nodes.isOnline(vm.node())) {
            row.putAll(figures);
            row.put("maxcpu", Sizing.cpus(vm.config()));
        } else {
            row.put("vmid", vm.vmid());
            row.put("status", "unknown");
        }
        row.putIfAbsent("template", 0);
        row.put("id", type + "/" + vm.vmid());
        row.put("type", type);
        row.put("node", vm.node());
        pools.ofGuest(vm.vmid()).ifPresent(pool -> row.put("pool", pool));
        return row;
    }

    private Map<String, Object> node(Estate.Node node, Caller caller) {
        var row = new LinkedHashMap<String, Object>();
        row.put("id", "node/" + node.name());
        row.put("type", "node");
        row.put("node", node.name());
        row.put("status", nodes.isOnline(node.name()) ? "online" : "offline");
        row.put("level", "");
        if (nodes.isOnline(node.name()) && permissions.has(caller, "/nodes/" + node.name(), "Sys.Audit")) {
            row.put("uptime", nodes.uptimeSeconds());
            row.put("cpu", nodes.load(node));
            row.put("maxcpu", node.cores());
            row.put("mem", nodes.usedMemoryBytes(node));
            row.put("maxmem", nodes.memoryBytes(node));
            row.put("disk", nodes.usedRootBytes());
            row.put("maxdisk", nodes.rootBytes());
            row.put("cgroup-mode", 2);
        }
        return row;
    }

    private List<Map<String, Object>> storages(Caller caller) {
        var rows = new ArrayList<Map<String, Object>>();
        for (var node : estate.nodes()) {
            for (var storage : estate.storages()) {
                var mayRead = permissions.hasAny(
                        caller, "/storage/" + storage.id(), List.of("Datastore.Audit", "Datastore.AllocateSpace"));
                if (storage.isOn(node.name()) && mayRead) {
                    rows.add(storage(node, storage));
                }
            }
        }
        return rows;
    }

    private Map<String, Object> storage(Estate.Node node, Estate.Storage storage) {
        var row = new LinkedHashMap<String, Object>();
        row.put("id", "storage/" + node.name() + "/" + storage.id());
        row.put("type", "storage");
        row.put("storage", storage.id());
        row.put("node", node.name());
        row.put("plugintype", storage.type().label());
        row.put("status", nodes.isOnline(node.name()) ? "available" : "unknown");
        row.put("shared", storage.shared() ? 1 : 0);
        row.put("content", String.join(",", storage.content()));
        row.put("disk", storages.usedBytes(node.name(), storage));
        row.put("maxdisk", storages.totalBytes(storage));
        return row;
    }

    private List<Map<String, Object>> pools(Caller caller) {
        return pools.all().stream()
                .filter(pool -> permissions.has(caller, "/pool/" + pool.id(), "Pool.Audit"))
                .<Map<String, Object>>map(pool -> Map.of("id", "/pool/" + pool.id(), "type", "pool", "pool", pool.id()))
                .toList();
    }
}
