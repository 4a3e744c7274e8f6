package dev.moru.monitoring.alert;

import dev.moru.contracts.Names;
import dev.moru.contracts.Severity;
import dev.moru.contracts.alert.Alert;
import dev.moru.contracts.alert.AlertState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was said of an alert once.
 *
 * @param fingerprint names the set of labels
 * @param endsAt absent while it fires
 */
public record AlertReport(
        String fingerprint,
        Instant startsAt,
        @Nullable Instant endsAt,
        Map<String, String> labels,
        Map<String, String> annotations) {

    private static final int LONGEST_TEXT = 8_000;

    public AlertReport {
        // As fine as the database keeps it: it tells one time from the next.
        startsAt = startsAt.truncatedTo(ChronoUnit.MICROS);
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
    }

    boolean isFiring() {
        return endsAt == null;
    }

    Alert toAlert(UUID id) {
        var name = labels.getOrDefault("alertname", "unnamed");
        return new Alert(
                id,
                name,
                isFiring() ? AlertState.FIRING : AlertState.RESOLVED,
                severity(),
                name("project"),
                name("site"),
                server(),
                fingerprint,
                labels,
                text("summary").orElse(name),
                text("description").orElse(""),
                text("runbook_url").orElse(null),
                startsAt,
                endsAt,
                null,
                null);
    }

    private Severity severity() {
        try {
            return Severity.valueOf(labels.getOrDefault("severity", "warning").toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return Severity.WARNING;
        }
    }

    /** Labels may come from anywhere; what is no name of ours names nothing. */
    private @Nullable String name(String label) {
        var name = labels.get(label);
        return name != null && Names.isValid(name) ? name : null;
    }

    private @Nullable UUID server() {
        try {
            return UUID.fromString(labels.getOrDefault("server_id", ""));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private Optional<String> text(String annotation) {
        return Optional.ofNullable(annotations.get(annotation))
                .map(text -> text.substring(0, Math.min(text.length(), LONGEST_TEXT)));
    }
}
