package dev.moru.durable.consume;

import dev.moru.durable.Envelope;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message that could not be handled and was put aside.
 *
 * @param envelope null when not even that could be read
 * @param operationId of the message, where it can be read
 */
public record DeadLetter(
        UUID id,
        RecordPosition position,
        @Nullable Envelope envelope,
        @Nullable UUID operationId,
        String reason) {

    public Optional<Envelope> knownEnvelope() {
        return Optional.ofNullable(envelope);
    }
}
