package dev.moru.lab.storage;

import dev.moru.lab.api.ApiFailure;
import dev.moru.lab.estate.Estate;
import dev.moru.lab.fault.FaultKind;
import dev.moru.lab.fault.Faults;
import dev.moru.lab.state.Journal;
import dev.moru.lab.state.Table;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The storages of the estate, the volumes on them, and how full they are. */
public final class Storages {

    private static final String DISKS = "images";

    private final Estate estate;
    private final Faults faults;
    private final Clock clock;
    private final Table<Volume> volumes;

    public Storages(Estate estate, Journal journal, Faults faults, Clock clock) {
        this.estate = estate;
        this.faults = faults;
        this.clock = clock;
        this.volumes = journal.table("volume", Volume.class);
    }

    public List<Estate.Storage> all() {
        return estate.storages();
    }

    /** What a new volume shall be; the name is given by the storage. */
    public record Wanted(
            int vmid,
            long sizeBytes,
            long usedBytes,
            @Nullable String format,
            String content,
            @Nullable String parent) {}

    public Estate.Storage require(String node, String id) {
        var storage = estate.storage(id).orElseThrow(() -> ApiFailure.because("storage '" + id + "' does not exist"));
        if (!storage.isOn(node)) {
            throw ApiFailure.because("storage '" + id + "' is not available on node '" + node + "'");
        }
        return storage;
    }

    public Estate.Storage requireFor(String node, String id, String content) {
        var storage = require(node, id);
        if (!storage.holds(content)) {
            throw ApiFailure.because("storage '" + id + "' does not support content-type '" + content + "'");
        }
        return storage;
    }

    /** Refuses when the storage has not that much left, or must not have. */
    public void requireRoom(String node, Estate.Storage storage, long bytes) {
        if (faults.hits(FaultKind.STORAGE_FULL, storage.id()) || availableBytes(node, storage) < bytes) {
            throw ApiFailure.because("unable to allocate on storage '" + storage.id() + "' - storage is full");
        }
    }

    public Volume allocate(String node, Estate.Storage storage, String name, Wanted wanted) {
        var used = storage.type().isThin() ? wanted.usedBytes() : wanted.sizeBytes();
        requireRoom(node, storage, used);
        var volume = new Volume(
                storage.id() + ":" + name,
                storage.id(),
                storage.shared() ? null : node,
                wanted.vmid(),
                wanted.sizeBytes(),
                used,
                wanted.format() == null ? storage.type().defaultFormat() : wanted.format(),
                wanted.content(),
                wanted.parent(),
                clock.instant().getEpochSecond());
        volumes.put(volume.key(), volume);
        return volume;
    }

    /** The first free {@code vm-ID-disk-N} (or {@code base-...}), as this kind of storage spells it. */
    public String freeDiskName(String node, Estate.Storage storage, int vmid, @Nullable String format) {
        for (var number = 0; ; number++) {
            var name = diskName(storage, vmid, "vm-" + vmid + "-disk-" + number, format);
            var base = diskName(storage, vmid, "base-" + vmid + "-disk-" + number, format);
            if (!isTaken(node, storage, name) && !isTaken(node, storage, base)) {
                return name;
            }
        }
    }

    /** {@code plain} with the folder and suffix of a storage that keeps files. */
    public static String diskName(Estate.Storage storage, int vmid, String plain, @Nullable String format) {
        if (!storage.type().hasFiles()) {
            return plain;
        }
        return vmid + "/" + plain + "." + (format == null ? storage.type().defaultFormat() : format);
    }

    private boolean isTaken(String node, Estate.Storage storage, String name) {
        var id = storage.id() + ":" + name;
        return onNode(node, storage.id())
                .anyMatch(volume ->
                        volume.id().equals(id) || volume.id().endsWith("/" + name) && volume.parent() != null);
    }

    private Stream<Volume> onNode(String node, String storage) {
        return volumes.rows().stream()
                .filter(volume -> volume.storage().equals(storage)
                        && (volume.node() == null || volume.node().equals(node)));
    }

    public Optional<Volume> find(String node, String id) {
        return Optional.ofNullable(volumes.get(Volume.key(node, id)))
                .or(() -> Optional.ofNullable(volumes.get(Volume.key(null, id))));
    }

    public Volume resize(Volume volume, long newSize) {
        var isThin = estate.storage(volume.storage())
                .filter(storage -> storage.type().isThin())
                .isPresent();
        var used = isThin ? volume.usedBytes() : newSize;
        var resized = volume.resized(newSize, used);
        volumes.put(resized.key(), resized);
        return resized;
    }

    /** A backup is as old as its name says. */
    public Volume dated(Volume volume, Instant created) {
        var dated = volume.dated(created.getEpochSecond());
        volumes.put(dated.key(), dated);
        return dated;
    }

    /** Puts a volume under another name, as a conversion to a template does. */
    public Volume rename(Volume volume, String name) {
        var renamed = new Volume(
                volume.storage() + ":" + name,
                volume.storage(),
                volume.node(),
                volume.vmid(),
                volume.sizeBytes(),
                volume.usedBytes(),
                volume.format(),
                volume.content(),
                volume.parent(),
                volume.created());
        volumes.remove(volume.key());
        volumes.put(renamed.key(), renamed);
        return renamed;
    }

    public void free(Volume volume) {
        volumes.remove(volume.key());
    }

    public Optional<Volume> linkedCloneOf(Volume base) {
        return volumes.rows().stream()
                .filter(volume -> base.id().equals(volume.parent()) && Objects.equals(volume.node(), base.node()))
                .findFirst();
    }

    public List<Volume> content(String node, String storage) {
        return onNode(node, storage).toList();
    }

    /** Also those that its config does not name. Its backups are not among them: they outlive it. */
    public List<Volume> disksOf(String node, int vmid) {
        return volumes.rows().stream()
                .filter(volume -> volume.vmid() == vmid && volume.content().equals(DISKS))
                .filter(volume -> volume.node() == null || volume.node().equals(node))
                .toList();
    }

    public Collection<Volume> volumes() {
        return volumes.rows();
    }

    public long totalBytes(Estate.Storage storage) {
        return storage.sizeGiB() * Size.GIB;
    }

    public long usedBytes(String node, Estate.Storage storage) {
        if (faults.hits(FaultKind.STORAGE_FULL, storage.id())) {
            return totalBytes(storage);
        }
        return onNode(node, storage.id()).mapToLong(Volume::usedBytes).sum();
    }

    public long availableBytes(String node, Estate.Storage storage) {
        return Math.max(0, totalBytes(storage) - usedBytes(node, storage));
    }
}
