package dev.moru.gateway.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.moru.gateway.journal.Cursor;
import dev.moru.gateway.journal.JournalEntry;
import io.swagger.v3.oas.annotations.media.Schema;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event, as the API shows it.
 *
 * @param cursor its place in the journal, in lists; in a stream it is the frame's id
 * @param data the message's body
 */
record EventDocument(
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String cursor,
        UUID id,
        String type,
        Instant time,
        String source,
        String subject,
        @Nullable String project,
        @Nullable String site,
        String severity,
        @Nullable String actor,
        @Nullable UUID operationId,
        @Nullable UUID causationId,
        @JsonRawValue @Schema(type = "object") String data) {

    static EventDocument listed(JournalEntry entry, Cursor cursor) {
        return of(entry, cursor.toString());
    }

    static EventDocument streamed(JournalEntry entry) {
        return of(entry, null);
    }

    private static EventDocument of(JournalEntry entry, @Nullable String cursor) {
        var envelope = entry.envelope();
        var context = envelope.context();
        var severity = context.severity();
        return new EventDocument(
                cursor,
                envelope.id(),
                envelope.type(),
                envelope.time(),
                envelope.source(),
                envelope.subject(),
                context.project(),
                context.site(),
                severity == null ? "info" : severity,
                context.actor(),
                context.operationId(),
                context.causationId(),
                new String(entry.data(), StandardCharsets.UTF_8));
    }
}
