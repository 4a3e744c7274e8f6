package dev.moru.monitoring.alert;

import dev.moru.contracts.alert.Alert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The alerts of one set of labels, by when they began. Reports may come twice, late and in any order, and the one that tells
 * of the beginning or of the end may never come; at most the newest alert fires.
 */
final class AlertHistory {

    private final TreeMap<Instant, KnownAlert> known = new TreeMap<>();
    private final Supplier<UUID> ids;

    AlertHistory(Collection<KnownAlert> known, Supplier<UUID> ids) {
        known.forEach(each -> this.known.put(each.alert().startsAt(), each));
        this.ids = ids;
    }

    /** @return what has changed, in the order in which it happened */
    List<Alert> take(AlertReport report) {
        var same = known.get(report.startsAt());
        return same == null ? begin(report) : continueWith(same, report);
    }

    private List<Alert> continueWith(KnownAlert same, AlertReport report) {
        if (same.isFiring() == report.isFiring() || isOld(same, report)) {
            return List.of();
        }
        return List.of(keep(AlertEdit.reported(report, same.alert())));
    }

    /** After its end an alert can go on when Prometheus was away meanwhile; right after it, the report is one come late. */
    private boolean isOld(KnownAlert same, AlertReport report) {
        return report.isFiring() && (!same.settled() || known.higherKey(report.startsAt()) != null);
    }

    private List<Alert> begin(AlertReport report) {
        var next = known.higherKey(report.startsAt());
        var changed = new ArrayList<Alert>();
        if (next == null) {
            stillFiring(report.startsAt())
                    .map(before -> keep(AlertEdit.ended(before, report.startsAt())))
                    .ifPresent(changed::add);
        }
        var begun = report.toAlert(ids.get());
        changed.add(keep(report.isFiring() && next != null ? AlertEdit.ended(begun, next) : begun));
        return changed;
    }

    /** Nobody told of its end, but what begins now had ended before. */
    private Optional<Alert> stillFiring(Instant before) {
        return known.headMap(before).values().stream()
                .filter(KnownAlert::isFiring)
                .map(KnownAlert::alert)
                .max(Comparator.comparing(Alert::startsAt));
    }

    private Alert keep(Alert alert) {
        known.put(alert.startsAt(), new KnownAlert(alert, false));
        return alert;
    }
}
