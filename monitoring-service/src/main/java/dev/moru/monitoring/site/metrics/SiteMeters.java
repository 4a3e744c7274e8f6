package dev.moru.monitoring.site.metrics;

import dev.moru.monitoring.site.SiteFigures;
import dev.moru.monitoring.site.SiteFigures.GuestFigure;
import dev.moru.monitoring.site.SiteFigures.NodeFigure;
import dev.moru.monitoring.site.SiteFigures.StorageFigure;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The figures of all clusters, under names that dashboards elsewhere already ask for. Of a cluster that does not answer there
 * is nothing but that it does not: what was last seen would look like what is.
 *
 * <p>They are put together when they are asked for. Meters that come and go with guests would do for one figure after the
 * other, and a scrape in between would find some twice.
 */
@Component
class SiteMeters implements MultiCollector {

    private static final List<Family<?>> FAMILIES = List.of(
            new Family<>(
                    "proxmox_node_status",
                    "Whether a node is online: 1 or 0",
                    SiteFigures::nodes,
                    SiteMeters::node,
                    node -> node.online() ? 1 : 0),
            new Family<>(
                    "proxmox_node_cpu_usage",
                    "Used part of a node's processors, 0 to 1",
                    SiteFigures::nodes,
                    SiteMeters::node,
                    NodeFigure::cpu),
            new Family<>(
                    "proxmox_node_memory_bytes",
                    "Memory of a node",
                    SiteFigures::nodes,
                    SiteMeters::node,
                    NodeFigure::memoryBytes),
            new Family<>(
                    "proxmox_node_memory_used_bytes",
                    "Used memory of a node",
                    SiteFigures::nodes,
                    SiteMeters::node,
                    NodeFigure::usedMemoryBytes),
            new Family<>(
                    "proxmox_vm_status",
                    "Whether a guest of the cluster runs: 1 or 0",
                    SiteFigures::guests,
                    SiteMeters::guest,
                    guest -> guest.running() ? 1 : 0),
            new Family<>(
                    "proxmox_storage_usage",
                    "Used part of a storage, 0 to 1",
                    SiteFigures::storages,
                    SiteMeters::storage,
                    StorageFigure::usage),
            new Family<>(
                    "proxmox_storage_size_bytes",
                    "Size of a storage",
                    SiteFigures::storages,
                    SiteMeters::storage,
                    StorageFigure::totalBytes),
            new Family<>(
                    "proxmox_certificate_end_timestamp_seconds",
                    "When the certificate of an endpoint ends to be valid",
                    figures -> figures.certificateEnds().entrySet(),
                    (site, end) -> Labels.of("site", site, "endpoint", end.getKey()),
                    end -> end.getValue().getEpochSecond()));

    private final Map<String, Optional<SiteFigures>> figures = new ConcurrentHashMap<>();

    SiteMeters(PrometheusRegistry registry) {
        registry.register(this);
    }

    void show(String site, SiteFigures seen) {
        figures.put(site, Optional.of(seen));
    }

    void showUnreachable(String site) {
        figures.put(site, Optional.empty());
    }

    /** Forgets all clusters but these. */
    void retain(Set<String> sites) {
        figures.keySet().retainAll(sites);
    }

    @Override
    public MetricSnapshots collect() {
        var sites = Map.copyOf(figures);
        var answering = new HashMap<String, SiteFigures>();
        sites.forEach((site, seen) -> seen.ifPresent(known -> answering.put(site, known)));
        return new MetricSnapshots(
                Stream.concat(Stream.of(reachable(sites)), FAMILIES.stream().map(family -> family.of(answering)))
                        .toArray(MetricSnapshot[]::new));
    }

    private static GaugeSnapshot reachable(Map<String, Optional<SiteFigures>> sites) {
        var points = new HashMap<Labels, Double>();
        sites.forEach((site, seen) -> points.put(Labels.of("site", site), seen.isPresent() ? 1.0 : 0.0));
        return Family.gauge("proxmox_site_reachable", "Whether a cluster answers: 1 or 0", points);
    }

    private static Labels node(String site, NodeFigure node) {
        return Labels.of("site", site, "node", node.node());
    }

    private static Labels guest(String site, GuestFigure guest) {
        return Labels.of(
                "site", site,
                "node", guest.node(),
                "vmid", String.valueOf(guest.vmId()),
                "name", guest.name(),
                "type", guest.type());
    }

    private static Labels storage(String site, StorageFigure storage) {
        return Labels.of(
                "site", site,
                "node", storage.node(),
                "storage", storage.storage(),
                "shared", String.valueOf(storage.shared()));
    }
}
