package dev.moru.provisioning.site.proxmox;

import dev.moru.contracts.site.ConfigurationKind;
import dev.moru.contracts.site.ImageSource;
import dev.moru.contracts.site.ImageSpec;
import dev.moru.contracts.site.NetworkSpec;
import dev.moru.contracts.site.StorageClassSpec;
import dev.moru.proxmox.GuestResource;
import dev.moru.proxmox.NetworkInterface;
import dev.moru.proxmox.NodeSummary;
import dev.moru.proxmox.ProxmoxClient;
import dev.moru.proxmox.QemuConfig;
import dev.moru.proxmox.StorageSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Proposes what a cluster offers. The first network and the first storage class of a site are called {@code default}. */
final class Discovery {

    private static final String DEFAULT = "default";
    private static final Set<String> SNAPSHOT_STORAGES = Set.of("lvmthin", "zfspool", "rbd", "btrfs", "cephfs");
    private static final int LONGEST_NAME = 63;

    private final ProxmoxClient client;
    private final List<String> nodes;

    Discovery(ProxmoxClient client) {
        this.client = client;
        this.nodes = client.nodes().stream()
                .filter(node -> "online".equals(node.status()))
                .map(NodeSummary::node)
                .sorted()
                .toList();
    }

    Map<String, Object> of(ConfigurationKind kind) {
        return switch (kind) {
            case NETWORK -> networks();
            case STORAGE_CLASS -> storageClasses();
            case IMAGE -> images();
            default -> Map.of();
        };
    }

    /** Something that nodes have under one name. */
    private record Common<T>(String id, T first, List<String> nodes) {}

    private Map<String, Object> networks() {
        return firstIsDefault(
                common(node -> client.node(node).bridges(), NetworkInterface::name),
                bridge -> new NetworkSpec(
                        bridge.id(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        bridge.id() + " on " + String.join(", ", bridge.nodes())));
    }

    private Map<String, Object> storageClasses() {
        return firstIsDefault(
                common(
                        node -> client.node(node).storages().stream()
                                .filter(Capacity::takesImages)
                                .toList(),
                        storage -> String.valueOf(storage.storage())),
                this::storageClass);
    }

    private StorageClassSpec storageClass(Common<StorageSummary> storage) {
        var places = new TreeMap<String, String>();
        if (storage.nodes().size() == nodes.size()) {
            places.put("*", storage.id());
        } else {
            storage.nodes().forEach(node -> places.put(node, storage.id()));
        }
        var type = storage.first().type();
        return new StorageClassSpec(
                places,
                storage.first().shared(),
                SNAPSHOT_STORAGES.contains(type),
                "%s (%s)".formatted(storage.id(), type));
    }

    /** What all nodes have comes first. */
    private <T> List<Common<T>> common(Function<String, List<T>> onNode, Function<T, String> id) {
        var found = new TreeMap<String, Common<T>>();
        for (var node : nodes) {
            for (var thing : onNode.apply(node)) {
                found.computeIfAbsent(id.apply(thing), name -> new Common<>(name, thing, new ArrayList<>()))
                        .nodes()
                        .add(node);
            }
        }
        return found.values().stream()
                .sorted(Comparator.comparingInt(common -> -common.nodes().size()))
                .toList();
    }

    private static <T> Map<String, Object> firstIsDefault(List<Common<T>> found, Function<Common<T>, Object> spec) {
        var proposals = new LinkedHashMap<String, Object>();
        for (var common : found) {
            proposals.put(proposals.isEmpty() ? DEFAULT : name(common.id()), spec.apply(common));
        }
        return proposals;
    }

    /** Templates of the same name are sources of one image. */
    private Map<String, Object> images() {
        var templates = new TreeMap<String, List<GuestResource>>();
        client.cluster().guests().stream()
                .filter(guest -> guest.template() && "qemu".equals(guest.type()) && nodes.contains(guest.node()))
                .forEach(guest -> templates
                        .computeIfAbsent(
                                name(guest.name() == null ? "template-" + guest.vmid() : guest.name()),
                                name -> new ArrayList<>())
                        .add(guest));
        var proposals = new LinkedHashMap<String, Object>();
        templates.forEach((name, guests) -> proposals.put(name, image(guests)));
        return proposals;
    }

    private ImageSpec image(List<GuestResource> templates) {
        var sources = new ArrayList<ImageSource>();
        QemuConfig config = new QemuConfig(Map.of());
        for (var template : templates) {
            config = client.node(template.node()).qemu(template.vmid()).config();
            var storage = config.bootDisk().flatMap(config::diskStorage).orElse("");
            nodesThatReach(template, storage)
                    .forEach(node -> sources.add(new ImageSource(node, template.vmid(), storage)));
        }
        return image(sources, config);
    }

    /** A template on shared storage can be cloned to every node that has the storage. */
    private List<String> nodesThatReach(GuestResource template, String storage) {
        return nodes.stream()
                .filter(node -> node.equals(template.node()) || isShared(node, storage))
                .toList();
    }

    private boolean isShared(String node, String id) {
        return client.node(node).storages().stream()
                .anyMatch(storage -> id.equals(storage.storage()) && storage.shared());
    }

    /** Servers are reached over SSH where cloud-init can give a key. */
    private static ImageSpec image(List<ImageSource> sources, QemuConfig config) {
        var family = family(config.get("ostype").orElse("other"));
        boolean cloudInit = config.cloudInitDrive().isPresent();
        boolean ssh = family.equals("linux") && cloudInit;
        return new ImageSpec(
                sources,
                family,
                cloudInit,
                config.hasAgent(),
                config.get("ciuser").orElse("moru"),
                ssh ? "ssh" : "none",
                ssh ? "ssh" : config.hasAgent() ? "agent" : "running",
                config.bootDisk().map(config::diskGiB).orElse(0),
                "");
    }

    private static String family(String type) {
        if (type.matches("l2[46]")) {
            return "linux";
        }
        return type.startsWith("w") ? "windows" : "other";
    }

    /** A name that the API takes. */
    private static String name(String text) {
        var plain = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]+", "-").replaceAll("^[^a-z]+", "");
        var name = plain.isEmpty() ? "x" : plain;
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    }
}
