package dev.moru.provisioning.site.proxmox;

import dev.moru.contracts.site.ImageSource;
import dev.moru.contracts.site.ImageSpec;
import dev.moru.contracts.site.NetworkSpec;
import dev.moru.contracts.site.StorageClassSpec;
import dev.moru.provisioning.site.SiteOffer;
import dev.moru.proxmox.NetworkInterface;
import dev.moru.proxmox.NodeSummary;
import dev.moru.proxmox.ProxmoxClient;
import dev.moru.proxmox.QemuConfig;
import dev.moru.proxmox.StorageSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Looks for each image, network and storage class on each node that is online. */
final class OfferCheck {

    private static final long GIB = 1L << 30;
    private static final int NEARLY_FULL = 10;

    private final ProxmoxClient client;
    private final SiteOffer offer;
    private final Points points;
    private final List<String> nodes;

    OfferCheck(ProxmoxClient client, SiteOffer offer, Points points) {
        this.client = client;
        this.offer = offer;
        this.points = points;
        this.nodes = client.nodes().stream()
                .filter(node -> "online".equals(node.status()))
                .map(NodeSummary::node)
                .sorted()
                .toList();
    }

    void run() {
        new TreeMap<>(offer.images())
                .forEach((name, image) -> image.sources().forEach(source -> {
                    var point = "image %s on %s".formatted(name, source.node());
                    points.look(point, () -> image(point, image, source));
                }));
        nodes.forEach(node -> points.look("node " + node, () -> onNode(node)));
    }

    private void image(String point, ImageSpec image, ImageSource source) {
        if (!nodes.contains(source.node())) {
            points.skipped(point, "the node is not online");
            return;
        }
        var template = template(source);
        if (template.isEmpty()) {
            points.failed(point, "VM %d is not there".formatted(source.vmId()), "correct the image's sources");
            return;
        }
        var lacks = lacks(template.get(), image, source.vmId());
        if (lacks.isEmpty()) {
            points.ok(point, "template " + source.vmId());
        } else {
            points.failed(point, String.join("; ", lacks), "prepare the template, or say of the image what it is");
        }
    }

    /** Where it is said to be, or, on shared storage, elsewhere. */
    private Optional<QemuConfig> template(ImageSource source) {
        return client.node(source.node())
                .qemu(source.vmId())
                .find()
                .or(() -> client.cluster().guests().stream()
                        .filter(guest -> guest.vmid() == source.vmId() && "qemu".equals(guest.type()))
                        .filter(guest -> isShared(source))
                        .findFirst()
                        .flatMap(guest ->
                                client.node(guest.node()).qemu(source.vmId()).find()));
    }

    private boolean isShared(ImageSource source) {
        return client.node(source.node()).storages().stream()
                .anyMatch(storage -> source.storage().equals(storage.storage()) && storage.shared());
    }

    private static List<String> lacks(QemuConfig template, ImageSpec image, int vmId) {
        var lacks = new ArrayList<String>();
        if (!template.isTemplate()) {
            lacks.add("VM %d is no template".formatted(vmId));
        }
        if (image.cloudInit() && template.cloudInitDrive().isEmpty()) {
            lacks.add("it has no cloud-init drive");
        }
        if (template.bootDisk().isEmpty()) {
            lacks.add("it has no disk");
        }
        return lacks;
    }

    private void onNode(String node) {
        var bridges = client.node(node).bridges();
        new TreeMap<>(offer.networks())
                .forEach((name, network) -> network("network %s on %s".formatted(name, node), network, bridges));
        var storages = client.node(node).storages();
        new TreeMap<>(offer.storageClasses())
                .forEach((name, storage) ->
                        storage("storage class %s on %s".formatted(name, node), storage, node, storages));
    }

    private void network(String point, NetworkSpec network, List<NetworkInterface> bridges) {
        var bridge = bridges.stream()
                .filter(each -> each.name().equals(network.bridge()))
                .findFirst();
        if (bridge.isEmpty()) {
            points.failed(point, network.bridge() + " is not there", "servers with this network do not go here");
        } else if (network.vlanTag() != null
                && "bridge".equals(bridge.get().type())
                && !bridge.get().vlanAware()) {
            points.warning(
                    point,
                    network.bridge() + " is not VLAN aware",
                    "Proxmox VE makes a bridge of its own for each tag then");
        } else {
            points.ok(point, network.bridge());
        }
    }

    private void storage(String point, StorageClassSpec wanted, String node, List<StorageSummary> storages) {
        var id = wanted.storages().getOrDefault(node, wanted.storages().get("*"));
        if (id == null) {
            points.skipped(point, "the class has no storage here");
            return;
        }
        storages.stream()
                .filter(storage -> id.equals(storage.storage()))
                .findFirst()
                .ifPresentOrElse(
                        storage -> storage(point, storage),
                        () -> points.failed(point, id + " is not there", "correct the class, or add the storage"));
    }

    private void storage(String point, StorageSummary storage) {
        var free = "%s, %d GiB free".formatted(storage.storage(), storage.availableBytes() / GIB);
        if (!storage.contents().contains("images")) {
            points.failed(point, storage.storage() + " takes no disk images", "add 'Disk image' to its content");
        } else if (!Capacity.takesImages(storage)) {
            points.failed(point, storage.storage() + " is not active", "look at the storage in Proxmox VE");
        } else if (storage.availableBytes() * NEARLY_FULL < storage.totalBytes()) {
            points.warning(point, free, "it is nearly full");
        } else {
            points.ok(point, free);
        }
    }
}
