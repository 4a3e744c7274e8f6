package dev.moru.lab.storage;

import dev.moru.lab.access.Permissions;
import dev.moru.lab.api.ApiFailure;
import dev.moru.lab.api.Call;
import dev.moru.lab.ledger.Effect;
import dev.moru.lab.ledger.Ledger;
import dev.moru.lab.state.Journal;
import dev.moru.lab.state.Table;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The backups on all storages. */
public final class Archives {

    static final String CONTENT = "backup";

    private final Storages storages;
    private final Permissions permissions;
    private final Ledger ledger;
    private final Consumer<String> forgetImage;
    private final Table<Archive> table;

    /** @param forgetImage called with the name of a host's disk that no backup needs any more */
    public Archives(
            Journal journal, Storages storages, Permissions permissions, Ledger ledger, Consumer<String> forgetImage) {
        this.storages = storages;
        this.permissions = permissions;
        this.ledger = ledger;
        this.forgetImage = forgetImage;
        this.table = journal.table("archive", Archive.class);
    }

    /** Under which the host's disk is kept that belongs to the backup with this volume id. */
    public static String image(String volumeId) {
        return "backup " + volumeId;
    }

    public List<Volume> all() {
        return storages.volumes().stream()
                .filter(volume -> volume.content().equals(CONTENT))
                .toList();
    }

    public Optional<Archive> of(Volume volume) {
        return Optional.ofNullable(table.get(volume.key()));
    }

    /** @param node that took it, also when the storage is shared */
    public void add(String node, Volume volume, Archive archive) {
        table.put(volume.key(), archive);
        ledger.effect(
                Effect.BACKUP_CREATED, volume.vmid(), node, archive.config().get("description"), volume.id());
    }

    void change(Volume volume, Archive archive) {
        table.put(volume.key(), archive);
    }

    /** Refuses what is protected. */
    public void remove(String node, Volume volume) {
        var archive = of(volume);
        if (archive.filter(Archive::guarded).isPresent()) {
            throw ApiFailure.because(
                    "cannot remove protected volume '" + volume.name() + "' on '" + volume.storage() + "'");
        }
        storages.free(volume);
        table.remove(volume.key());
        forgetImage.accept(image(volume.id()));
        var description = archive.map(one -> one.config().get("description")).orElse(null);
        ledger.effect(Effect.BACKUP_REMOVED, volume.vmid(), node, description, volume.id());
    }

    /** Whoever may use a backup may also remove it. */
    public void requireAccess(Call call, Volume volume) {
        var storage = "/storage/" + volume.storage();
        if (permissions.has(call.caller(), storage, "Datastore.Allocate")) {
            return;
        }
        permissions.require(call.caller(), storage, "Datastore.AllocateSpace");
        permissions.require(call.caller(), "/vms/" + volume.vmid(), "VM.Backup");
    }
}
