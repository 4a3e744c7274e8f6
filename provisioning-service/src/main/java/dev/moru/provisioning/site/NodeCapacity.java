package dev.moru.provisioning.site;

import java.util.Set;

/**
 * What a node of a cluster can take.
 *
 * @param storages ids of the active storages that can hold disk images
 * @param backupStorages ids of the active storages that can hold backups
 * @param bridges bridges and vnets that a network card can be attached to
 */
public record NodeCapacity(
        String name,
        boolean online,
        int cores,
        int freeMemoryMiB,
        Set<String> storages,
        Set<String> backupStorages,
        Set<String> bridges) {

    public NodeCapacity {
        storages = Set.copyOf(storages);
        backupStorages = Set.copyOf(backupStorages);
        bridges = Set.copyOf(bridges);
    }
}
