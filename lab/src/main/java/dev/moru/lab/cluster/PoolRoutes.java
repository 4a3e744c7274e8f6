package dev.moru.lab.cluster;

import dev.moru.lab.access.Permissions;
import dev.moru.lab.api.ApiFailure;
import dev.moru.lab.api.Call;
import dev.moru.lab.api.Routes;
import dev.moru.lab.qemu.Vms;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /pools}. */
public final class PoolRoutes {

    private final Pools pools;
    private final Vms vms;
    private final Permissions permissions;

    public PoolRoutes(Pools pools, Vms vms, Permissions permissions) {
        this.pools = pools;
        this.vms = vms;
        this.permissions = permissions;
    }

    public void addTo(Routes routes) {
        routes.get("/pools", this::list)
                .post("/pools", this::create)
                .put("/pools", this::update)
                .delete("/pools", this::remove)
                .get("/pools/{poolid}", this::read)
                .put("/pools/{poolid}", this::update)
                .delete("/pools/{poolid}", this::remove);
    }

    private List<Map<String, Object>> list(Call call) {
        if (call.has("poolid")) {
            permissions.require(call.caller(), "/pool/" + call.text("poolid"), "Pool.Audit");
            return List.of(detail(pools.required(call.text("poolid"))));
        }
        return pools.all().stream()
                .filter(pool ->
                        permissions.hasAny(call.caller(), "/pool/" + pool.id(), List.of("Pool.Audit", "Pool.Allocate")))
                .map(PoolRoutes::shown)
                .toList();
    }

    private Map<String, Object> read(Call call) {
        var detail = detail(pools.required(call.text("poolid")));
        detail.remove("poolid");
        return detail;
    }

    private static Map<String, Object> shown(Pools.Pool pool) {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("poolid", pool.id());
        if (pool.comment() != null) {
            shown.put("comment", pool.comment());
        }
        return shown;
    }

    private Map<String, Object> detail(Pools.Pool pool) {
        var members = new ArrayList<Map<String, Object>>();
        pool.guests()
                .forEach(vmid -> vms.find(vmid).ifPresent(vm -> {
                    var type = vm.container() ? "lxc" : "qemu";
                    members.add(Map.of(
                            "id",
                            type + "/" + vmid,
                            "type",
                            type,
                            "vmid",
                            vmid,
                            "node",
                            vm.node(),
                            "name",
                            vm.name(),
                            "status",
                            vm.power().isOn() ? "running" : "stopped"));
                }));
        pool.storages()
                .forEach(storage ->
                        members.add(Map.of("id", "storage/" + storage, "type", "storage", "storage", storage)));
        var detail = shown(pool);
        detail.put("members", members);
        return detail;
    }

    private @Nullable Object create(Call call) {
        var id = call.text("poolid");
        if (pools.find(id).isPresent()) {
            throw ApiFailure.because("create pool failed: pool '" + id + "' already exists");
        }
        var parent = id.lastIndexOf('/');
        if (parent > 0) {
            pools.required(id.substring(0, parent));
        }
        pools.put(new Pools.Pool(id, call.find("comment").orElse(null), List.of(), List.of()));
        return null;
    }

    private @Nullable Object update(Call call) {
        var id = call.text("poolid");
        pools.required(id);
        var delete = call.flag("delete", false);
        for (var member : call.list("vms")) {
            updateGuest(call, id, Integer.parseInt(member), delete);
        }
        for (var storage : call.list("storage")) {
            updateStorage(call, id, storage, delete);
        }
        call.find("comment").ifPresent(comment -> {
            var pool = pools.required(id);
            pools.put(new Pools.Pool(id, comment, pool.guests(), pool.storages()));
        });
        return null;
    }

    private void updateGuest(Call call, String id, int vmid, boolean delete) {
        permissions.require(call.caller(), "/vms/" + vmid, "VM.Allocate");
        var present = pools.ofGuest(vmid);
        if (delete) {
            if (present.filter(id::equals).isEmpty()) {
                throw ApiFailure.because("VM " + vmid + " is not a pool member");
            }
            pools.leave(vmid);
            return;
        }
        if (!vms.exists(vmid)) {
            throw ApiFailure.because("VM " + vmid + " does not exist");
        }
        if (present.filter(id::equals).isPresent()) {
            throw ApiFailure.because("VM " + vmid + " is already a pool member");
        }
        if (present.isPresent() && !call.flag("allow-move", false)) {
            throw ApiFailure.because(
                    "VM " + vmid + " belongs already to pool '" + present.get() + "' and 'allow-move' is not set");
        }
        pools.leave(vmid);
        pools.join(id, vmid);
    }

    private void updateStorage(Call call, String id, String storage, boolean delete) {
        permissions.require(call.caller(), "/storage/" + storage, "Datastore.Allocate");
        var pool = pools.required(id);
        var members = new ArrayList<>(pool.storages());
        if (delete != members.contains(storage)) {
            throw ApiFailure.because("Storage '" + storage + "' is " + (delete ? "not" : "already") + " a pool member");
        }
        if (delete) {
            members.remove(storage);
        } else {
            members.add(storage);
        }
        pools.put(pool.withStorages(members));
    }

    private @Nullable Object remove(Call call) {
        var pool = pools.required(call.text("poolid"));
        if (!pool.isEmpty()) {
            throw ApiFailure.because("delete pool failed: pool '" + pool.id() + "' is not empty");
        }
        pools.remove(pool.id());
        return null;
    }
}
