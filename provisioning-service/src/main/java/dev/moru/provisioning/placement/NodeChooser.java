package dev.moru.provisioning.placement;

import dev.moru.contracts.backup.BackupArchive;
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
 * Chooses a node: one that has the image or sees the backup, has the storages, the networks and the memory, with the fewest
 * servers of the same spread group, and of those the one with most free memory.
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

    /** What a guest is made from, as a node sees it. */
    private interface Source {

        /** Why it can't be made there; empty: it can. */
        Optional<String> lackOn(NodeCapacity node);

        @Nullable
        ImageSource templateOn(String node);
    }

    private record FromImage(ImageSpec image, String name) implements Source {

        @Override
        public Optional<String> lackOn(NodeCapacity node) {
            return templateOn(node.name()) == null ? Optional.of("no source of image " + name) : Optional.empty();
        }

        // A template on shared storage is listed as a source on each node that may use it.
        @Override
        public @Nullable ImageSource templateOn(String node) {
            return image.sources().stream()
                    .filter(source -> source.node().equals(node))
                    .findFirst()
                    .orElse(null);
        }
    }

    private record FromBackup(BackupArchive archive) implements Source {

        @Override
        public Optional<String> lackOn(NodeCapacity node) {
            boolean isElsewhere = archive.node() != null && !archive.node().equals(node.name());
            return isElsewhere || !node.backupStorages().contains(archive.storage())
                    ? Optional.of("the backup on %s is not seen from it".formatted(archive.storage()))
                    : Optional.empty();
        }

        @Override
        public @Nullable ImageSource templateOn(String node) {
            return null;
        }
    }

    /** For a guest that is made from a backup; its image may be gone. */
    public NodeChoice chooseFor(BackupArchive archive) {
        return choose(new FromBackup(archive));
    }

    public NodeChoice choose() {
        var image = offer.images().get(spec.image());
        if (image == null) {
            return new NodeChoice.Rejected("the site offers no image " + spec.image(), "add the image to the site");
        }
        return choose(new FromImage(image, spec.image()));
    }

    private NodeChoice choose(Source source) {
        var fitting = new ArrayList<NodeCapacity>();
        var lacks = new ArrayList<String>();
        for (var node : capacity.nodes()) {
            lackOf(node, source).ifPresentOrElse(lack -> lacks.add(node.name() + ": " + lack), () -> fitting.add(node));
        }
        return fitting.stream()
                .min(Comparator.<NodeCapacity>comparingInt(node -> spread.getOrDefault(node.name(), 0))
                        .thenComparing(Comparator.comparingInt(NodeCapacity::freeMemoryMiB)
                                .reversed())
                        .thenComparing(NodeCapacity::name))
                .map(node -> chosen(node, source.templateOn(node.name())))
                .orElseGet(() -> new NodeChoice.Rejected(
                        lacks.isEmpty() ? "the site has no nodes" : String.join("; ", lacks),
                        "make room, or add an image source, storage or network where they are missing"));
    }

    private NodeChoice chosen(NodeCapacity node, @Nullable ImageSource template) {
        var disks = spec.disks().stream()
                .map(disk -> new ResolvedDisk(
                        disk.name(), disk.sizeGiB(), String.valueOf(storageOn(node.name(), disk.storageClass()))))
                .toList();
        return new NodeChoice.Chosen(node.name(), template, disks, reasonFor(node, template));
    }

    private String reasonFor(NodeCapacity node, @Nullable ImageSource template) {
        var why = spec.placement().node() != null
                ? "the node that was asked for"
                : spec.placement().spread() != null && capacity.nodes().size() > 1
                        ? "the node with the fewest servers of "
                                + spec.placement().spread()
                        : "the node with most free memory";
        return template == null
                ? "%s, %s".formatted(node.name(), why)
                : "template %d on %s, %s".formatted(template.vmId(), node.name(), why);
    }

    private Optional<String> lackOf(NodeCapacity node, Source source) {
        var wanted = spec.placement().node();
        if (wanted != null && !wanted.equals(node.name())) {
            return Optional.of("not the node that was asked for");
        }
        if (!node.online()) {
            return Optional.of("offline");
        }
        var lack = source.lackOn(node);
        if (lack.isPresent()) {
            return lack;
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

    private @Nullable String storageOn(String node, String storageClass) {
        StorageClassSpec spec = offer.storageClasses().get(storageClass);
        return spec == null
                ? null
                : spec.storages().getOrDefault(node, spec.storages().get("*"));
    }
}
