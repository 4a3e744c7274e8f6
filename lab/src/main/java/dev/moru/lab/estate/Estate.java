package dev.moru.lab.estate;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The cluster that is simulated: what exists before anybody touches it.
 *
 * @param version Proxmox VE's release, such as {@code 9.1}
 */
public record Estate(
        String version,
        List<Node> nodes,
        List<Storage> storages,
        List<String> bridges,
        List<Template> templates,
        List<Guest> guests) {

    public record Node(String name, int cores, int memoryMiB) {}

    /** @param nodes where it is there; empty for everywhere */
    public record Storage(
            String id, StorageType type, Set<String> content, int sizeGiB, boolean shared, List<String> nodes) {

        public boolean isOn(String node) {
            return nodes.isEmpty() || nodes.contains(node);
        }

        public boolean holds(String contentType) {
            return content.contains(contentType);
        }
    }

    /** @param agent how the guest agent of its clones behaves */
    public record Template(
            int vmid, String name, String node, String storage, int diskGiB, boolean cloudInit, GuestAgent agent) {}

    /** A VM or container that was there before Moru. */
    public record Guest(
            int vmid,
            String name,
            String node,
            boolean container,
            boolean running,
            String storage,
            int diskGiB,
            int cores,
            int memoryMiB) {}

    public int majorVersion() {
        return Integer.parseInt(version.split("\\.", 2)[0]);
    }

    public Optional<Node> node(String name) {
        return nodes.stream().filter(node -> node.name().equals(name)).findFirst();
    }

    public Optional<Storage> storage(String id) {
        return storages.stream().filter(storage -> storage.id().equals(id)).findFirst();
    }
}
