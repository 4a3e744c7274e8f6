package dev.moru.launcher.site;

import dev.moru.contracts.site.AddressPool;
import dev.moru.contracts.site.AddressRange;
import dev.moru.contracts.site.ImageSource;
import dev.moru.contracts.site.ImageSpec;
import dev.moru.contracts.site.NetworkSpec;
import dev.moru.contracts.site.StorageClassSpec;
import dev.moru.launcher.StartFailure;
import dev.moru.proxmox.GuestResource;
import dev.moru.proxmox.ProxmoxClient;
import dev.moru.proxmox.QemuConfig;
import dev.moru.proxmox.StorageResource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What servers in the lab can be made of, read from the lab itself, so that it is right for any estate. */
final class LabOffer {

    private static final AddressPool ADDRESSES = new AddressPool(
            "10.10.0.0/24", List.of(new AddressRange("10.10.0.10", "10.10.0.250")), "10.10.0.1", List.of());

    private final ProxmoxClient lab;

    LabOffer(ProxmoxClient lab) {
        this.lab = lab;
    }

    /** One image for all templates of a name. */
    Map<String, ImageSpec> images() {
        var byName = lab.cluster().guests().stream()
                .filter(GuestResource::template)
                .collect(Collectors.groupingBy(LabOffer::imageName, TreeMap::new, Collectors.toList()));
        var images = new TreeMap<String, ImageSpec>();
        byName.forEach((name, templates) -> images.put(name, image(templates)));
        return images;
    }

    NetworkSpec network() {
        var node = lab.nodes().get(0).node();
        var bridge = lab.node(node).bridges().stream()
                .map(each -> each.name())
                .sorted()
                .findFirst()
                .orElseThrow(() -> new StartFailure("The lab's node %s has no bridge".formatted(node)));
        return new NetworkSpec(bridge, null, null, ADDRESSES, null, null, "The lab's first bridge");
    }

    /** The storage that most nodes have for images; where a node lacks it, another one of its own. */
    StorageClassSpec storageClass() {
        var forImages = lab.cluster().storages().stream()
                .filter(storage ->
                        storage.content() != null && storage.content().contains("images"))
                .toList();
        var storages = new HashMap<String, String>();
        forImages.forEach(storage -> storages.merge(storage.node(), storage.storage(), LabOffer::first));
        var shared = forImages.stream()
                .filter(storage -> storages.containsValue(storage.storage()))
                .allMatch(StorageResource::shared);
        return new StorageClassSpec(storages, shared, true, "The lab's storage for disks");
    }

    private ImageSpec image(List<GuestResource> templates) {
        var configuration = configuration(templates.get(0));
        var agent = configuration.properties("agent").isPresent();
        var cloudInit = configuration.cloudInitDrive().isPresent();
        return new ImageSpec(
                templates.stream().map(this::source).toList(),
                "linux",
                cloudInit,
                agent,
                "debian",
                agent ? "ssh" : "none",
                agent ? "agent" : "running",
                minimumDiskGiB(configuration),
                "From the lab's templates");
    }

    private ImageSource source(GuestResource template) {
        var storage = configuration(template).disks().values().stream()
                .flatMap(disk -> disk.volume().stream())
                .map(volume -> volume.substring(0, volume.indexOf(':')))
                .findFirst()
                .orElseThrow(() -> new StartFailure("The lab's template %d has no disk".formatted(template.vmid())));
        return new ImageSource(template.node(), template.vmid(), storage);
    }

    private QemuConfig configuration(GuestResource template) {
        return lab.node(template.node()).qemu(template.vmid()).config();
    }

    private static int minimumDiskGiB(QemuConfig configuration) {
        return configuration.disks().values().stream()
                .flatMap(disk -> disk.get("size").stream())
                .filter(size -> size.matches("\\d+G"))
                .mapToInt(size -> Integer.parseInt(size.substring(0, size.length() - 1)))
                .max()
                .orElse(1);
    }

    private static String imageName(GuestResource template) {
        return template.name() == null ? "template-" + template.vmid() : template.name();
    }

    private static String first(String one, String another) {
        return one.compareTo(another) < 0 ? one : another;
    }
}
