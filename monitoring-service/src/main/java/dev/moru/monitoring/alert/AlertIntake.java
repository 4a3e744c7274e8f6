package dev.moru.monitoring.alert;

import dev.moru.contracts.alert.Alert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Takes reports of alerts: each that changes something is told on its own. */
public final class AlertIntake {

    private final Alerts alerts;
    private final AlertEvents events;
    private final Supplier<UUID> ids;

    public AlertIntake(Alerts alerts, AlertEvents events, Supplier<UUID> ids) {
        this.alerts = alerts;
        this.events = events;
        this.ids = ids;
    }

    /** Runs in one transaction. Reports that were taken before change nothing. */
    public void take(List<AlertReport> reports) {
        if (reports.isEmpty()) {
            return;
        }
        var known = alerts.lock(fingerprintsOf(reports), beginningOf(reports));
        var histories = new HashMap<String, AlertHistory>();
        var changed = new ArrayList<Alert>();
        for (var report : reports) {
            var history = histories.computeIfAbsent(
                    report.fingerprint(),
                    fingerprint -> new AlertHistory(known.getOrDefault(fingerprint, List.of()), ids));
            changed.addAll(history.take(report));
        }
        // An alert that is reported twice in one go is told twice, and stored once, as it is at the end.
        var last = new LinkedHashMap<UUID, Alert>();
        changed.forEach(alert -> last.put(alert.id(), alert));
        alerts.store(last.values());
        events.tell(changed);
    }

    private static Set<String> fingerprintsOf(List<AlertReport> reports) {
        return reports.stream().map(AlertReport::fingerprint).collect(Collectors.toSet());
    }

    private static Instant beginningOf(List<AlertReport> reports) {
        return reports.stream()
                .map(AlertReport::startsAt)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }
}
