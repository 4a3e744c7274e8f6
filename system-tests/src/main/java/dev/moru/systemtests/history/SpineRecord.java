package dev.moru.systemtests.history;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A record of a topic, as far as the invariants look at it. */
public record SpineRecord(
        String topic,
        int partition,
        long offset,
        UUID id,
        String source,
        String type,
        String subject,
        int epoch,
        long sequence,
        @Nullable UUID operationId,
        JsonNode body) {

    public Optional<UUID> operation() {
        return Optional.ofNullable(operationId);
    }
}
