package dev.moru.durable.consume;

import dev.moru.durable.Envelope;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message that was read, with its place in the log.
 *
 * @param body the record of the message's type; null when this version does not know the type
 * @param bytes the body as it came
 */
public record InboundMessage(
        RecordPosition position,
        Envelope envelope,
        @Nullable Object body,
        byte[] bytes) {

    public Optional<Object> knownBody() {
        return Optional.ofNullable(body);
    }
}
