package dev.moru.systemtests.history;

import dev.moru.contracts.MessageCatalog;
import dev.moru.contracts.operation.OperationEnded;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A record of a topic, as far as the invariants look at it.
 *
 * @param at the time that the record bears in Kafka
 * @param body JSON, which is read only where it is needed: there is a lot of it
 */
public record SpineRecord(
        String topic,
        int partition,
        long offset,
        Instant at,
        UUID id,
        String source,
        String type,
        String subject,
        int epoch,
        long sequence,
        @Nullable UUID operationId,
        String body) {

    private static final String ENDED = MessageCatalog.nameOf(OperationEnded.class);

    private static final JsonMapper JSON = JsonMapper.shared();

    /** What is numbered without gaps. */
    public record Stream(String topic, String source, String subject) {}

    public Optional<UUID> operation() {
        return Optional.ofNullable(operationId);
    }

    public Stream stream() {
        return new Stream(topic, source, subject);
    }

    /** The body as a record of the contracts, or as a tree. */
    public <T> T bodyAs(Class<T> type) {
        return JSON.readValue(body, type);
    }

    public boolean isEnd() {
        return type.equals(ENDED);
    }

    public boolean isCommand() {
        return topic.endsWith(".commands");
    }

    /** Without the body, which may be long. */
    @Override
    public String toString() {
        return "%s-%d@%d %s #%d of %s, operation %s"
                .formatted(topic, partition, offset, type, sequence, subject, operationId);
    }
}
