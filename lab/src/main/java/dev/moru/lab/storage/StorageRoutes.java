package dev.moru.lab.storage;

import dev.moru.lab.access.Permissions;
import dev.moru.lab.api.ApiFailure;
import dev.moru.lab.api.Call;
import dev.moru.lab.api.Routes;
import dev.moru.lab.estate.Estate;
import dev.moru.lab.ledger.Effect;
import dev.moru.lab.ledger.Ledger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /storage} and {@code /nodes/{node}/storage}. */
public final class StorageRoutes {

    private static final List<String> MAY_READ = List.of("Datastore.Audit", "Datastore.AllocateSpace");

    private final Storages storages;
    private final Archives archives;
    private final Permissions permissions;
    private final Ledger ledger;

    public StorageRoutes(Storages storages, Archives archives, Permissions permissions, Ledger ledger) {
        this.storages = storages;
        this.archives = archives;
        this.permissions = permissions;
        this.ledger = ledger;
    }

    public void addTo(Routes routes) {
        routes.get("/storage", this::definitions)
                .get("/storage/{storage}", this::definition)
                .get("/nodes/{node}/storage", this::list)
                .get(
                        "/nodes/{node}/storage/{storage}",
                        call -> List.of(Map.of("subdir", "content"), Map.of("subdir", "status")))
                .get("/nodes/{node}/storage/{storage}/status", this::status)
                .get("/nodes/{node}/storage/{storage}/content", this::content)
                .post("/nodes/{node}/storage/{storage}/content", this::allocate)
                .get("/nodes/{node}/storage/{storage}/content/{volume}", this::volume);
    }

    private List<Map<String, Object>> definitions(Call call) {
        return storages.all().stream()
                .filter(storage -> permissions.hasAny(call.caller(), "/storage/" + storage.id(), MAY_READ))
                .filter(storage -> call.find("type")
                        .filter(type -> !type.equals(storage.type().label()))
                        .isEmpty())
                .map(StorageRoutes::shown)
                .toList();
    }

    private Map<String, Object> definition(Call call) {
        return storages.all().stream()
                .filter(storage -> storage.id().equals(call.text("storage")))
                .map(StorageRoutes::shown)
                .findFirst()
                .orElseThrow(() -> ApiFailure.because("storage '" + call.text("storage") + "' does not exist"));
    }

    private static Map<String, Object> shown(Estate.Storage storage) {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("storage", storage.id());
        shown.put("type", storage.type().label());
        shown.put("content", String.join(",", storage.content()));
        shown.put("shared", storage.shared() ? 1 : 0);
        if (!storage.nodes().isEmpty()) {
            shown.put("nodes", String.join(",", storage.nodes()));
        }
        return shown;
    }

    private List<Map<String, Object>> list(Call call) {
        return storages.all().stream()
                .filter(storage -> storage.isOn(call.node()))
                .filter(storage -> permissions.hasAny(call.caller(), "/storage/" + storage.id(), MAY_READ))
                .filter(storage -> call.find("storage")
                        .filter(id -> !id.equals(storage.id()))
                        .isEmpty())
                .filter(storage ->
                        !call.has("content") || call.list("content").stream().anyMatch(storage::holds))
                .map(storage -> {
                    var row = figures(call.node(), storage);
                    row.put("storage", storage.id());
                    return row;
                })
                .toList();
    }

    private Map<String, Object> status(Call call) {
        return figures(call.node(), storages.require(call.node(), call.text("storage")));
    }

    private Map<String, Object> figures(String node, Estate.Storage storage) {
        var total = storages.totalBytes(storage);
        var used = storages.usedBytes(node, storage);
        var row = new LinkedHashMap<String, Object>();
        row.put("type", storage.type().label());
        row.put("content", String.join(",", storage.content()));
        row.put("active", 1);
        row.put("enabled", 1);
        row.put("shared", storage.shared() ? 1 : 0);
        row.put("total", total);
        row.put("used", used);
        row.put("avail", storages.availableBytes(node, storage));
        row.put("used_fraction", total == 0 ? 0 : used / (double) total);
        return row;
    }

    private List<Map<String, Object>> content(Call call) {
        var storage = storages.require(call.node(), call.text("storage"));
        return storages.content(call.node(), storage.id()).stream()
                .filter(volume -> call.find("content")
                        .filter(type -> !type.equals(volume.content()))
                        .isEmpty())
                .filter(volume -> call.find("vmid")
                        .filter(id -> !id.equals(String.valueOf(volume.vmid())))
                        .isEmpty())
                .map(this::shown)
                .toList();
    }

    private Map<String, Object> shown(Volume volume) {
        var row = new LinkedHashMap<String, Object>();
        row.put("volid", volume.id());
        row.put("format", volume.format());
        row.put("size", volume.sizeBytes());
        row.put("used", volume.usedBytes());
        row.put("ctime", volume.created());
        row.put("content", volume.content());
        if (volume.vmid() > 0) {
            row.put("vmid", volume.vmid());
        }
        if (volume.parent() != null) {
            row.put("parent", volume.parent());
        }
        archives.of(volume).ifPresent(archive -> describe(archive, row));
        return row;
    }

    private static void describe(Archive archive, Map<String, Object> row) {
        row.put("subtype", "qemu");
        if (archive.notes() != null) {
            row.put("notes", archive.notes());
        }
        if (archive.guarded()) {
            row.put("protected", 1);
        }
    }

    /** A volume for a VM, as some clients make it before the VM itself; answers its id. */
    private String allocate(Call call) {
        var storage = storages.requireFor(call.node(), call.text("storage"), "images");
        var asked = call.text("size");
        var size = asked.matches("\\d+") ? Long.parseLong(asked) * Size.KIB : Size.parse(asked);
        var format = call.find("format").orElse(null);
        var name = Storages.diskName(
                storage, call.vmid(), call.text("filename").replaceFirst("\\.[a-z0-9]+$", ""), format);
        if (storages.find(call.node(), storage.id() + ":" + name).isPresent()) {
            throw ApiFailure.because("unable to create image: '" + name + "' already exists");
        }
        var wanted = new Storages.Wanted(call.vmid(), size, 0, format, "images", null);
        var volume = storages.allocate(call.node(), storage, name, wanted);
        ledger.effect(Effect.DISK_CREATED, call.vmid(), call.node(), null);
        return volume.id();
    }

    private Map<String, Object> volume(Call call) {
        var id = volumeId(call);
        permissions.requireAny(call.caller(), "/storage/" + call.text("storage"), MAY_READ);
        var volume = storages.find(call.node(), id)
                .orElseThrow(() -> ApiFailure.because("volume '" + id + "' does not exist"));
        var shown = new LinkedHashMap<String, Object>();
        shown.put("path", "/dev/lab/" + volume.name());
        shown.put("size", volume.sizeBytes());
        shown.put("used", volume.usedBytes());
        shown.put("format", volume.format());
        archives.of(volume).ifPresent(archive -> describe(archive, shown));
        return shown;
    }

    /** Clients name a volume with or without its storage. */
    static String volumeId(Call call) {
        var volume = call.text("volume");
        return volume.contains(":") ? volume : call.text("storage") + ":" + volume;
    }
}
