package dev.moru.monitoring.target.web;

import dev.moru.monitoring.target.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One entry of Prometheus' HTTP service discovery.
 *
 * @param targets addresses with ports
 * @param labels of every series that is scraped there; an empty one counts as absent
 * @see <a href="https://prometheus.io/docs/prometheus/latest/http_sd/">HTTP SD</a>
 */
record TargetGroup(List<String> targets, Map<String, String> labels) {

    static TargetGroup of(Target target, int port) {
        var labels = new LinkedHashMap<String, String>();
        labels.put("project", target.project());
        labels.put("site", target.site());
        labels.put("server", target.name());
        labels.put("server_id", target.server().toString());
        labels.put("node", Objects.requireNonNullElse(target.node(), ""));
        labels.put("roles", String.join(",", target.roles()));
        labels.put("simulated", String.valueOf(target.simulated()));
        return new TargetGroup(List.of(host(Objects.requireNonNull(target.address())) + ":" + port), labels);
    }

    private static String host(String address) {
        return address.contains(":") ? "[" + address + "]" : address;
    }
}
