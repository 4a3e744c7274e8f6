package dev.moru.contracts.alert;

import dev.moru.contracts.Severity;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One time that a rule was true for one set of labels; each report replaces the older ones.
 *
 * @param name of the rule
 * @param project absent: the installation
 * @param serverId the server that it is about, if it is about one
 * @param fingerprint names the set of labels, the same each time that the rule is true for it
 * @param labels as the rule has set them, {@code alertname} among them
 * @param summary one line for people
 * @param runbook where what to do is written
 * @param endsAt absent while it fires
 * @param acknowledgement absent until somebody sees to it
 * @param silence the last one, which may be over
 */
public record Alert(
        UUID id,
        String name,
        AlertState state,
        Severity severity,
        @Nullable String project,
        @Nullable String site,
        @Nullable UUID serverId,
        String fingerprint,
        Map<String, String> labels,
        String summary,
        String description,
        @Nullable String runbook,
        Instant startsAt,
        @Nullable Instant endsAt,
        @Nullable Acknowledgement acknowledgement,
        @Nullable Silence silence) {

    public Alert {
        labels = labels == null ? Map.of() : Map.copyOf(labels);
        summary = summary == null ? "" : summary;
        description = description == null ? "" : description;
    }
}
