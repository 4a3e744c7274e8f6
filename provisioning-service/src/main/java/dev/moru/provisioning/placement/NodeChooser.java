package dev.moru.provisioning.placement;

import dev.moru.contracts.server.ServerSpec;
import dev.moru.contracts.site.ImageSource;
import dev.moru.contracts.site.ImageSpec;
import dev.moru.contracts.site.StorageClassSpec;
import dev.moru.provisioning.server.ResolvedDisk;
import dev.moru.provisioning.site.NodeCapacity;
import dev.moru.provisioning.site.SiteCapacity;
import dev.moru.provisioning.site.SiteOffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Chooses a node: one that has the image, the storages, the networks and the memory, with the fewest servers of the same
 * spread group, and of those the one with most free memory.
 */
public final class NodeChooser {

    private final ServerSpec spec;
    private final SiteOffer offer;
    private final SiteCapacity capacity;
    private final Map<String, Integer> spread;

    /** @param spread how many servers of the spec's spread group stand on each node */
    public NodeChooser(ServerSpec spec, SiteOffer offer, SiteCapacity capacity, Map<String, Integer> spread) {
        this.spec = spec;
        this.offer = offer;
        this.capacity = capacity;
        this.spread = spread;
    }

    public NodeChoice choose() {
        var image = offer.images().get(spec.image());
        if (image == null) {
            return new NodeChoice.Rejected("the site offers no image " + spec.image(), "add the image to the site");
        }
        var fitting = new ArrayList<NodeCapacity>();
        var lacks = new ArrayList<String>();
        for (var node : capacity.nodes()) {
            lackOf(node, image).ifPresentOrElse(lack -> lacks.add(node.name() + ": " + lack), () -> fitting.add(node));
        }
        return fitting.stream()
                .min(Comparator.<NodeCapacity>comparingInt(node -> spread.getOrDefault(node.name(), 0))
                        .thenComparing(Comparator.comparingInt(NodeCapacity::freeMemoryMiB)
                                .reversed())
                        .thenComparing(NodeCapacity::name))
                .map(node -> chosen(node, image))
                .orElseGet(() -> new NodeChoice.Rejected(
                        lacks.isEmpty() ? "the site has no nodes" : String.join("; ", lacks),
                        "make room, or add an image source, storage or network where they are missing"));
    }

    private NodeChoice chosen(NodeCapacity node, ImageSpec image) {
        var source = sourceOn(node.name(), image).orElseThrow();
        var disks = spec.disks().stream()
                .map(disk -> new ResolvedDisk(
                        disk.name(), disk.sizeGiB(), String.valueOf(storageOn(node.name(), disk.storageClass()))))
                .toList();
        return new NodeChoice.Chosen(node.name(), source, disks, reasonFor(node, source));
    }

    private String reasonFor(NodeCapacity node, ImageSource source) {
        var why = spec.placement().node() != null
                ? "the node that was asked for"
                : spec.placement().spread() != null && capacity.nodes().size() > 1
                        ? "the node with the fewest servers of "
                                + spec.placement().spread()
                        : "the node with most free memory";
        return "template %d on %s, %s".formatted(source.vmId(), node.name(), why);
    }

    private Optional<String> lackOf(NodeCapacity node, ImageSpec image) {
        var wanted = spec.placement().node();
        if (wanted != null && !wanted.equals(node.name())) {
            return Optional.of("not the node that was asked for");
        }
        if (!node.online()) {
            return Optional.of("offline");
        }
        if (sourceOn(node.name(), image).isEmpty()) {
            return Optional.of("no source of image " + spec.image());
        }
        if (node.freeMemoryMiB() < spec.memoryMiB()) {
            return Optional.of("%d MiB of memory free".formatted(node.freeMemoryMiB()));
        }
        return lackOfStorage(node).or(() -> lackOfNetwork(node));
    }

    private Optional<String> lackOfStorage(NodeCapacity node) {
        return spec.disks().stream()
                .map(disk -> disk.storageClass())
                .filter(name -> {
                    var storage = storageOn(node.name(), name);
                    return storage == null || !node.storages().contains(storage);
                })
                .findFirst()
                .map(name -> "no storage of class " + name);
    }

    private Optional<String> lackOfNetwork(NodeCapacity node) {
        return spec.networks().stream()
                .map(attachment -> attachment.network())
                .filter(name -> {
                    var network = offer.networks().get(name);
                    return network == null || !node.bridges().contains(network.bridge());
                })
                .findFirst()
                .map(name -> "no network " + name);
    }

    // A template on shared storage is listed as a source on each node that may use it.
    private static Optional<ImageSource> sourceOn(String node, ImageSpec image) {
        return image.sources().stream()
                .filter(source -> source.node().equals(node))
                .findFirst();
    }

    private @Nullable String storageOn(String node, String storageClass) {
        StorageClassSpec spec = offer.storageClasses().get(storageClass);
        return spec == null
                ? null
                : spec.storages().getOrDefault(node, spec.storages().get("*"));
    }
}
