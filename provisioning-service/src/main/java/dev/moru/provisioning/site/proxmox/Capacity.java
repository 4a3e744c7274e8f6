package dev.moru.provisioning.site.proxmox;

import dev.moru.provisioning.site.NodeCapacity;
import dev.moru.provisioning.site.SiteCapacity;
import dev.moru.proxmox.GuestResource;
import dev.moru.proxmox.NetworkInterface;
import dev.moru.proxmox.NodeSummary;
import dev.moru.proxmox.ProxmoxClient;
import dev.moru.proxmox.ProxmoxException;
import dev.moru.proxmox.StorageSummary;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What each node of a cluster can take. A node that does not answer takes nothing. */
final class Capacity {

    private static final long MIB = 1L << 20;

    private final ProxmoxClient client;

    Capacity(ProxmoxClient client) {
        this.client = client;
    }

    SiteCapacity read() {
        var nodes = client.nodes().stream().map(this::node).toList();
        var taken = client.cluster().guests().stream().map(GuestResource::vmid).collect(Collectors.toUnmodifiableSet());
        return new SiteCapacity(nodes, taken);
    }

    private NodeCapacity node(NodeSummary summary) {
        if (!"online".equals(summary.status())) {
            return offline(summary.node());
        }
        try {
            var node = client.node(summary.node());
            var storages = node.storages();
            return new NodeCapacity(
                    summary.node(),
                    true,
                    (int) summary.cpus(),
                    (int) ((summary.memoryBytes() - summary.usedMemoryBytes()) / MIB),
                    storagesFor("images", storages),
                    storagesFor("backup", storages),
                    node.bridges().stream().map(NetworkInterface::name).collect(Collectors.toUnmodifiableSet()));
        } catch (ProxmoxException.NodeUnreachable away) {
            // It went away after it was listed as online.
            return offline(summary.node());
        }
    }

    private static NodeCapacity offline(String name) {
        return new NodeCapacity(name, false, 0, 0, Set.of(), Set.of(), Set.of());
    }

    private static Set<String> storagesFor(String content, List<StorageSummary> storages) {
        return storages.stream()
                .filter(storage -> takes(content, storage))
                .map(StorageSummary::storage)
                .collect(Collectors.toUnmodifiableSet());
    }

    static boolean takesImages(StorageSummary storage) {
        return takes("images", storage);
    }

    private static boolean takes(String content, StorageSummary storage) {
        return storage.active() && storage.enabled() && storage.contents().contains(content);
    }
}
