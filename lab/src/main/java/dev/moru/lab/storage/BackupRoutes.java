package dev.moru.lab.storage;

import dev.moru.lab.access.Permissions;
import dev.moru.lab.api.ApiFailure;
import dev.moru.lab.api.Call;
import dev.moru.lab.api.Routes;
import dev.moru.lab.task.Script;
import dev.moru.lab.task.Tasks;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Notes on backups and their protection, removing content, and pruning. */
public final class BackupRoutes {

    private static final double DURATION = 0.05;

    private final Storages storages;
    private final Archives archives;
    private final Pruning pruning;
    private final Permissions permissions;
    private final Tasks tasks;

    public BackupRoutes(Storages storages, Archives archives, Permissions permissions, Tasks tasks) {
        this.storages = storages;
        this.archives = archives;
        this.pruning = new Pruning(archives, storages);
        this.permissions = permissions;
        this.tasks = tasks;
    }

    public void addTo(Routes routes) {
        var storage = "/nodes/{node}/storage/{storage}";
        routes.put(storage + "/content/{volume}", this::change)
                .delete(storage + "/content/{volume}", this::remove)
                .get(storage + "/prunebackups", this::preview)
                .delete(storage + "/prunebackups", this::prune)
                .get("/nodes/{node}/vzdump/extractconfig", this::config);
    }

    private Volume required(Call call, String id) {
        return storages.find(call.node(), id)
                .orElseThrow(() -> ApiFailure.because("volume '" + id + "' does not exist"));
    }

    private Archive archive(Volume volume) {
        return archives.of(volume).orElseThrow(() -> ApiFailure.because("'" + volume.id() + "' is no backup"));
    }

    private @Nullable Object change(Call call) {
        var volume = required(call, StorageRoutes.volumeId(call));
        archives.requireAccess(call, volume);
        var changed = archive(volume);
        if (call.has("notes")) {
            var notes = call.text("notes");
            changed = changed.withNotes(notes.isEmpty() ? null : notes);
        }
        archives.change(volume, changed.guarded(call.flag("protected", changed.guarded())));
        return null;
    }

    private String remove(Call call) {
        var volume = required(call, StorageRoutes.volumeId(call));
        archives.requireAccess(call, volume);
        var script = Script.begin(worker -> {}).then(DURATION, worker -> {
            remove(call, required(call, volume.id()));
            worker.log("Removed volume '" + volume.id() + "'");
        });
        var id = volume.vmid() > 0 ? volume.vmid() + "@" + volume.storage() : volume.storage();
        return tasks.start(call, call.node(), "imgdel", id, script);
    }

    private void remove(Call call, Volume volume) {
        if (volume.content().equals(Archives.CONTENT)) {
            archives.remove(call.node(), volume);
        } else if (volume.vmid() > 0) {
            throw ApiFailure.because("Cannot remove image, a guest with VMID '" + volume.vmid() + "' exists!");
        } else {
            storages.free(volume);
        }
    }

    private List<Map<String, Object>> preview(Call call) {
        return marks(call).entrySet().stream().map(BackupRoutes::shown).toList();
    }

    private Map<Volume, String> marks(Call call) {
        storages.require(call.node(), call.text("storage"));
        var retention = Retention.parse(call.text("prune-backups", "keep-all=1"));
        Predicate<Volume> wanted = volume -> call.find("vmid")
                        .filter(id -> !id.equals(String.valueOf(volume.vmid())))
                        .isEmpty()
                && call.text("type", "qemu").equals("qemu");
        return pruning.marks(call.node(), call.text("storage"), retention, wanted);
    }

    private static Map<String, Object> shown(Map.Entry<Volume, String> marked) {
        var volume = marked.getKey();
        var row = new LinkedHashMap<String, Object>();
        row.put("volid", volume.id());
        row.put("ctime", volume.created());
        row.put("type", "qemu");
        row.put("vmid", volume.vmid());
        row.put("mark", marked.getValue());
        return row;
    }

    private String prune(Call call) {
        var storage = call.text("storage");
        var path = "/storage/" + storage;
        if (!call.has("vmid") || !permissions.has(call.caller(), path, "Datastore.AllocateSpace")) {
            permissions.require(call.caller(), path, "Datastore.Allocate");
        } else if (!permissions.has(call.caller(), path, "Datastore.Allocate")) {
            permissions.require(call.caller(), "/vms/" + call.vmid(), "VM.Backup");
        }
        marks(call);
        var script = Script.begin(worker -> {})
                .then(
                        DURATION,
                        worker -> marks(call).forEach((volume, mark) -> {
                            worker.log(mark + " " + volume.id());
                            if (mark.equals("remove")) {
                                archives.remove(call.node(), volume);
                            }
                        }));
        var id = call.find("vmid").map(vmid -> vmid + "@" + storage).orElse(storage);
        return tasks.start(call, call.node(), "prunebackups", id, script);
    }

    private String config(Call call) {
        var volume = required(call, call.text("volume"));
        archives.requireAccess(call, volume);
        return text(archive(volume).config());
    }

    /** As the file is that a config is kept in: the description goes before, as comments. */
    private static String text(Map<String, String> config) {
        var options = new TreeMap<>(config);
        var text = new StringBuilder();
        Optional.ofNullable(options.remove("description")).stream()
                .flatMap(String::lines)
                .forEach(line -> text.append('#').append(encoded(line)).append('\n'));
        options.forEach((option, value) ->
                text.append(option).append(": ").append(value).append('\n'));
        return text.toString();
    }

    /** What is no printable ASCII, and the two characters that mean something there. */
    private static String encoded(String line) {
        var encoded = new StringBuilder();
        for (var octet : line.getBytes(StandardCharsets.UTF_8)) {
            if (octet >= ' ' && octet <= '~' && octet != ':' && octet != '%') {
                encoded.append((char) octet);
            } else {
                encoded.append(String.format(Locale.ROOT, "%%%02X", octet));
            }
        }
        return encoded.toString();
    }
}
