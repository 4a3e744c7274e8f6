package dev.moru.monitoring.alert.web;

import dev.moru.monitoring.alert.AlertReport;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What Alertmanager posts for a group of alerts.
 *
 * @param truncatedAlerts how many it has left out, when its configuration bounds a group
 * @see <a href="https://prometheus.io/docs/alerting/latest/configuration/#webhook_config">webhook_config</a>
 */
record AlertGroup(@Nullable Integer truncatedAlerts, List<Entry> alerts) {

    AlertGroup {
        alerts = alerts == null ? List.of() : List.copyOf(alerts);
    }

    int leftOut() {
        return truncatedAlerts == null ? 0 : truncatedAlerts;
    }

    List<AlertReport> reports(Instant receivedAt) {
        return alerts.stream().map(alert -> alert.toReport(receivedAt)).toList();
    }

    /** @param endsAt in the year 1 while it fires */
    record Entry(
            @Nullable String status,
            @Nullable String fingerprint,
            @Nullable Instant startsAt,
            @Nullable Instant endsAt,
            @Nullable Map<String, String> labels,
            @Nullable Map<String, String> annotations) {

        private AlertReport toReport(Instant receivedAt) {
            var labels = texts(this.labels);
            return new AlertReport(
                    fingerprint == null ? fingerprintOf(labels) : fingerprint,
                    startsAt == null ? receivedAt : startsAt,
                    "resolved".equals(status) ? endOf(receivedAt) : null,
                    labels,
                    texts(annotations));
        }

        private Instant endOf(Instant receivedAt) {
            return endsAt == null || endsAt.isBefore(Instant.EPOCH) ? receivedAt : endsAt;
        }

        /** Whatever sends no fingerprint has labels all the same, and no alert is refused for its form. */
        private static String fingerprintOf(Map<String, String> labels) {
            var sorted = new TreeMap<>(labels).toString();
            return UUID.nameUUIDFromBytes(sorted.getBytes(StandardCharsets.UTF_8))
                    .toString();
        }

        private static Map<String, String> texts(@Nullable Map<String, String> given) {
            var texts = new HashMap<String, String>();
            if (given != null) {
                given.forEach((name, text) -> texts.put(name, Objects.requireNonNullElse(text, "")));
            }
            return texts;
        }
    }
}
