package dev.moru.contracts.site;

import java.util.Map;

/**
 * Where disks go.
 *
 * @param storages the storage's id on each node, by node; {@code *} stands for every node that is not named
 * @param snapshots whether the storage can take snapshots
 */
public record StorageClassSpec(Map<String, String> storages, boolean shared, boolean snapshots, String description) {

    public StorageClassSpec {
        storages = Map.copyOf(storages);
        description = description == null ? "" : description;
    }
}
