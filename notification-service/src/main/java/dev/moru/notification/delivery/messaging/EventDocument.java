package dev.moru.notification.delivery.messaging;

import dev.moru.durable.Envelope;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An event as the gateway's event stream shows it, and as channels get it. */
record EventDocument(
        UUID id,
        String type,
        Instant time,
        String source,
        String subject,
        @Nullable String project,
        @Nullable String site,
        @Nullable String severity,
        @Nullable String actor,
        @Nullable UUID operationId,
        @Nullable UUID causationId,
        JsonNode data) {

    static EventDocument of(Envelope envelope, JsonNode data) {
        var context = envelope.context();
        return new EventDocument(
                envelope.id(),
                envelope.type(),
                envelope.time(),
                envelope.source(),
                envelope.subject(),
                context.project(),
                context.site(),
                context.severity(),
                context.actor(),
                context.operationId(),
                context.causationId(),
                data);
    }
}
