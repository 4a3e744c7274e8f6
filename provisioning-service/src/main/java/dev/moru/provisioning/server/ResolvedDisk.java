package dev.moru.provisioning.server;

import java.util.List;
import java.util.Optional;

/** A disk and the storage that its class stands for on the server's node. */
public record ResolvedDisk(String name, int sizeGiB, String storage) {

    /** The storage that all of them are on; empty when there is no one such. */
    public static Optional<String> commonStorage(List<ResolvedDisk> disks) {
        var storages = disks.stream().map(ResolvedDisk::storage).distinct().toList();
        return storages.size() == 1 ? Optional.of(storages.get(0)) : Optional.empty();
    }
}
