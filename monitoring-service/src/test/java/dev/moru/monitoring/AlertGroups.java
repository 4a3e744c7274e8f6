package dev.moru.monitoring;

import java.util.List;
import java.util.stream.Collectors;

/** What Alertmanager posts. */
final class AlertGroups {

    private AlertGroups() {}

    static String firing(List<String> fingerprints, String startsAt) {
        return group("firing", fingerprints, startsAt, "0001-01-01T00:00:00Z");
    }

    static String resolved(List<String> fingerprints, String startsAt) {
        return group("resolved", fingerprints, startsAt, "2026-03-01T12:30:00Z");
    }

    private static String group(String status, List<String> fingerprints, String startsAt, String endsAt) {
        return """
                {
                  "receiver": "moru", "status": "%s", "version": "4", "groupKey": "{}:{}", "truncatedAlerts": 0,
                  "groupLabels": {}, "commonLabels": {}, "commonAnnotations": {}, "externalURL": "http://am:9093",
                  "alerts": [%s]
                }
                """.formatted(
                        status,
                        fingerprints.stream()
                                .map(fingerprint -> alert(status, fingerprint, startsAt, endsAt))
                                .collect(Collectors.joining(",")));
    }

    private static String alert(String status, String fingerprint, String startsAt, String endsAt) {
        return """
                {
                  "status": "%s", "startsAt": "%s", "endsAt": "%s", "fingerprint": "%s",
                  "generatorURL": "http://prometheus:9090/graph",
                  "labels": {"alertname": "HighDiskUsage", "severity": "critical", "project": "shop", "n": "%s"},
                  "annotations": {"summary": "The disk is nearly full"}
                }
                """.formatted(status, startsAt, endsAt, fingerprint, fingerprint);
    }
}
