package dev.moru.monitoring.site.proxmox;

import dev.moru.monitoring.MonitoringProperties;
import dev.moru.monitoring.site.FiguresUnknown;
import dev.moru.monitoring.site.MonitoredSite;
import dev.moru.monitoring.site.SiteFigures;
import dev.moru.monitoring.site.SiteFigures.GuestFigure;
import dev.moru.monitoring.site.SiteFigures.NodeFigure;
import dev.moru.monitoring.site.SiteFigures.StorageFigure;
import dev.moru.monitoring.site.SiteObserver;
import dev.moru.proxmox.EndpointCheck;
import dev.moru.proxmox.GuestResource;
import dev.moru.proxmox.NodeResource;
import dev.moru.proxmox.ProxmoxClient;
import dev.moru.proxmox.ProxmoxException;
import dev.moru.proxmox.SharedClients;
import dev.moru.proxmox.StorageResource;
import dev.moru.secrets.SecretFailure;
import dev.moru.secrets.SecretStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Reads the figures that a cluster broadcasts: three lists, however many guests there are. */
@Component
class ProxmoxObserver implements SiteObserver {

    private final SiteConnector connector;
    private final SharedClients clients = new SharedClients();

    ProxmoxObserver(SecretStore secrets, MonitoringProperties properties) {
        this.connector = new SiteConnector(secrets, properties.callTimeout());
    }

    @Override
    public SiteFigures observe(MonitoredSite site) {
        try {
            return clients.at(
                    site.id(), site.revision(), () -> connector.connect(site.spec()), ProxmoxObserver::figures);
        } catch (ProxmoxException | SecretFailure | IllegalArgumentException e) {
            throw new FiguresUnknown(String.valueOf(e.getMessage()), e);
        }
    }

    private static SiteFigures figures(ProxmoxClient client) {
        var cluster = client.cluster();
        return new SiteFigures(
                cluster.nodes().stream().map(ProxmoxObserver::node).toList(),
                cluster.guests().stream()
                        .filter(guest -> !guest.template())
                        .map(ProxmoxObserver::guest)
                        .toList(),
                cluster.storages().stream()
                        .filter(storage -> storage.totalBytes() > 0)
                        .map(ProxmoxObserver::storage)
                        .toList(),
                certificateEnds(client.checkEndpoints()));
    }

    @Override
    public void retain(Set<UUID> sites) {
        clients.retain(sites);
    }

    private static NodeFigure node(NodeResource node) {
        return new NodeFigure(node.node(), node.isOnline(), node.cpu(), node.usedMemoryBytes(), node.memoryBytes());
    }

    private static GuestFigure guest(GuestResource guest) {
        return new GuestFigure(
                guest.vmid(),
                Objects.requireNonNullElse(guest.name(), ""),
                guest.node(),
                guest.type(),
                guest.status().equals("running"));
    }

    private static StorageFigure storage(StorageResource storage) {
        return new StorageFigure(
                storage.storage(), storage.node(), storage.shared(), storage.usedBytes(), storage.totalBytes());
    }

    private static Map<String, Instant> certificateEnds(List<EndpointCheck> checks) {
        var ends = new HashMap<String, Instant>();
        checks.forEach(check -> {
            if (check.certificateEnd() != null) {
                ends.put(check.endpoint().toString(), check.certificateEnd());
            }
        });
        return ends;
    }
}
