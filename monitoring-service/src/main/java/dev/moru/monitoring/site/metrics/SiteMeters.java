package dev.moru.monitoring.site.metrics;

import dev.moru.monitoring.site.SiteFigures;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.springframework.stereotype.Component;

/**
 * The figures of all clusters under the names of the monitoring guide. Of a cluster that does not answer there is nothing but
 * that it does not: what was last seen would look like what is.
 *
 * <p>They are put together when they are asked for. Meters that come and go with guests would do for one figure after the
 * other, and a scrape in between would find some twice.
 */
@Component
class SiteMeters implements MultiCollector {

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
        var families = new Families(Map.copyOf(figures));
        families.add("proxmox_site_reachable", "Whether a cluster answers: 1 or 0", families.reachable());
        families.addSeen(
                "proxmox_certificate_end_timestamp_seconds",
                "When the certificate of an endpoint ends to be valid",
                SiteMeters::certificateEnds);
        families.addSeen(
                "proxmox_node_status",
                "Whether a node is online: 1 or 0",
                (site, points) ->
                        site.seen().nodes().forEach(node -> points.put(site.node(node), node.online() ? 1.0 : 0.0)));
        families.addSeen(
                "proxmox_node_cpu_usage",
                "Used part of a node's processors, 0 to 1",
                (site, points) -> site.seen().nodes().forEach(node -> points.put(site.node(node), node.cpu())));
        families.addSeen(
                "proxmox_node_memory_bytes",
                "Memory of a node",
                (site, points) ->
                        site.seen().nodes().forEach(node -> points.put(site.node(node), (double) node.memoryBytes())));
        families.addSeen(
                "proxmox_node_memory_used_bytes",
                "Used memory of a node",
                (site, points) -> site.seen()
                        .nodes()
                        .forEach(node -> points.put(site.node(node), (double) node.usedMemoryBytes())));
        families.addSeen(
                "proxmox_vm_status",
                "Whether a guest of the cluster runs: 1 or 0",
                (site, points) -> site.seen()
                        .guests()
                        .forEach(guest -> points.put(site.guest(guest), guest.running() ? 1.0 : 0.0)));
        families.addSeen(
                "proxmox_storage_usage",
                "Used part of a storage, 0 to 1",
                (site, points) ->
                        site.seen().storages().forEach(storage -> points.put(site.storage(storage), storage.usage())));
        families.addSeen(
                "proxmox_storage_size_bytes",
                "Size of a storage",
                (site, points) -> site.seen()
                        .storages()
                        .forEach(storage -> points.put(site.storage(storage), (double) storage.totalBytes())));
        return families.snapshots.build();
    }

    private static void certificateEnds(Site site, Map<Labels, Double> points) {
        site.seen()
                .certificateEnds()
                .forEach((endpoint, end) -> points.put(
                        Labels.of("site", site.name(), "endpoint", endpoint), (double) end.getEpochSecond()));
    }

    /** A cluster that answers. */
    private record Site(String name, SiteFigures seen) {

        Labels node(SiteFigures.NodeFigure node) {
            return Labels.of("site", name, "node", node.node());
        }

        Labels guest(SiteFigures.GuestFigure guest) {
            return Labels.of(
                    "site", name,
                    "node", guest.node(),
                    "vmid", String.valueOf(guest.vmId()),
                    "name", guest.name(),
                    "type", guest.type());
        }

        Labels storage(SiteFigures.StorageFigure storage) {
            return Labels.of(
                    "site", name,
                    "node", storage.node(),
                    "storage", storage.storage(),
                    "shared", String.valueOf(storage.shared()));
        }
    }

    private static final class Families {

        private final Map<String, Optional<SiteFigures>> figures;
        private final MetricSnapshots.Builder snapshots = MetricSnapshots.builder();

        Families(Map<String, Optional<SiteFigures>> figures) {
            this.figures = figures;
        }

        Map<Labels, Double> reachable() {
            var points = new HashMap<Labels, Double>();
            figures.forEach((site, seen) -> points.put(Labels.of("site", site), seen.isPresent() ? 1.0 : 0.0));
            return points;
        }

        void addSeen(String name, String help, BiConsumer<Site, Map<Labels, Double>> reading) {
            var points = new HashMap<Labels, Double>();
            figures.forEach((site, seen) -> seen.ifPresent(known -> reading.accept(new Site(site, known), points)));
            add(name, help, points);
        }

        void add(String name, String help, Map<Labels, Double> points) {
            var family = GaugeSnapshot.builder().name(name).help(help);
            points.forEach((labels, value) -> family.dataPoint(
                    GaugeDataPointSnapshot.builder().labels(labels).value(value).build()));
            snapshots.metricSnapshot(family.build());
        }
    }
}
