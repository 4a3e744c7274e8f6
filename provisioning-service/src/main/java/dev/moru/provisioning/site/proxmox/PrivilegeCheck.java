package dev.moru.provisioning.site.proxmox;

import dev.moru.contracts.site.ImageSource;
import dev.moru.contracts.site.NetworkSpec;
import dev.moru.provisioning.site.Site;
import dev.moru.provisioning.site.SiteOffer;
import dev.moru.proxmox.NodeSummary;
import dev.moru.proxmox.Permissions;
import dev.moru.proxmox.ProxmoxClient;
import dev.moru.proxmox.RolePrivileges;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares the token's rights with what the driver calls for, path by path. A token with privilege separation has only
 * those that its user has too.
 */
final class PrivilegeCheck {

    private final ProxmoxClient client;
    private final Site site;
    private final SiteOffer offer;
    private final Points points;
    private final Permissions held;

    PrivilegeCheck(ProxmoxClient client, Site site, SiteOffer offer, Points points) {
        this.client = client;
        this.site = site;
        this.offer = offer;
        this.points = points;
        this.held = client.access().permissions();
    }

    void run() {
        guests();
        templates();
        storages().forEach(storage -> require("/storage/" + storage, RolePrivileges.ON_STORAGES));
        bridges().forEach(path -> require(path, RolePrivileges.ON_NETWORKS));
        client.nodes().stream()
                .map(NodeSummary::node)
                .forEach(node -> require("/nodes/" + node, RolePrivileges.ON_NODES));
        site.spec().pools().values().forEach(pool -> require("/pool/" + pool, RolePrivileges.ON_POOLS));
    }

    /** The rights on a guest that does not exist yet, on its own path. */
    private void guests() {
        require(
                "/vms/" + site.spec().vmIdRange().from(),
                RolePrivileges.onGuests(client.version().major()));
    }

    private void templates() {
        offer.images().values().stream()
                .flatMap(image -> image.sources().stream())
                .map(ImageSource::vmId)
                .distinct()
                .forEach(vmId -> require("/vms/" + vmId, RolePrivileges.ON_TEMPLATES));
    }

    private Set<String> storages() {
        var storages = new TreeSet<String>();
        offer.storageClasses()
                .values()
                .forEach(each -> storages.addAll(each.storages().values()));
        return storages;
    }

    /** Plain bridges are in the zone {@code localnetwork}; the zone of an SDN network is not known here. */
    private Set<String> bridges() {
        var paths = new TreeSet<String>();
        offer.networks().values().stream()
                .filter(network -> held.propagating().keySet().stream()
                        .noneMatch(path -> path.matches("/sdn/zones/(?!localnetwork/)[^/]+/" + network.bridge())))
                .map(PrivilegeCheck::path)
                .forEach(paths::add);
        return paths;
    }

    private static String path(NetworkSpec network) {
        var bridge = "/sdn/zones/localnetwork/" + network.bridge();
        return network.vlanTag() == null ? bridge : bridge + "/" + network.vlanTag();
    }

    private void require(String path, Set<String> privileges) {
        var missing = held.missing(path, privileges).stream().sorted().toList();
        var point = "privileges on " + path;
        if (missing.isEmpty()) {
            points.ok(point, "all there");
        } else {
            points.failed(point, "missing: " + String.join(", ", missing), hint(missing));
        }
    }

    private String hint(List<String> missing) {
        return "grant %s to %s and to its user, or run the site's setup script again"
                .formatted(String.join(", ", missing), site.spec().tokenId());
    }
}
