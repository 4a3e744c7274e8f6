package dev.moru.monitoring.site.metrics;

import dev.moru.monitoring.site.SiteFigures;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * One metric of clusters: a figure of each part of a kind.
 *
 * @param labels by the site's name and the part
 */
record Family<T>(
        String name,
        String help,
        Function<SiteFigures, ? extends Collection<T>> parts,
        BiFunction<String, T, Labels> labels,
        ToDoubleFunction<T> figure) {

    /** @param sites by name, those that answer */
    GaugeSnapshot of(Map<String, SiteFigures> sites) {
        // A guest that is on its way from node to node may be told of twice, and a scrape must not find that.
        var points = new HashMap<Labels, Double>();
        sites.forEach((site, seen) ->
                parts.apply(seen).forEach(part -> points.put(labels.apply(site, part), figure.applyAsDouble(part))));
        return gauge(name, help, points);
    }

    static GaugeSnapshot gauge(String name, String help, Map<Labels, Double> points) {
        var gauge = GaugeSnapshot.builder().name(name).help(help);
        points.forEach((labels, value) -> gauge.dataPoint(
                GaugeDataPointSnapshot.builder().labels(labels).value(value).build()));
        return gauge.build();
    }
}
