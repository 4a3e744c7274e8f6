package dev.moru.lab.storage;

import org.jspecify.annotations.Nullable;

/**
 * A volume on a storage.
 *
 * @param id {@code storage:name}
 * @param node where it is, or null on a shared storage
 * @param vmid the guest that it belongs to, 0 for none
 * @param sizeBytes what the guest sees
 * @param usedBytes what the storage gives for it
 * @param content {@code images}, {@code rootdir}, {@code iso}, ...
 * @param parent the base image of a linked clone, else null
 * @param created epoch seconds
 */
public record Volume(
        String id,
        String storage,
        @Nullable String node,
        int vmid,
        long sizeBytes,
        long usedBytes,
        String format,
        String content,
        @Nullable String parent,
        long created) {

    String key() {
        return key(node, id);
    }

    static String key(@Nullable String node, String id) {
        return (node == null ? "*" : node) + " " + id;
    }

    public String name() {
        return id.substring(id.indexOf(':') + 1);
    }

    Volume resized(long newSize, long newUsed) {
        return new Volume(id, storage, node, vmid, newSize, newUsed, format, content, parent, created);
    }

    Volume dated(long newCreated) {
        return new Volume(id, storage, node, vmid, sizeBytes, usedBytes, format, content, parent, newCreated);
    }
}
