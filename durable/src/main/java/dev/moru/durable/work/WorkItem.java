package dev.moru.durable.work;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A claimed side effect.
 *
 * @param payload JSON, as requested
 * @param checkpoint JSON of the last {@link Lease#checkpoint}, if there was one
 * @param attempt counts from 1
 * @param takenOver whether an attempt before this one came to no outcome (its holder died, froze or failed): look at the world
 *     before the first write
 * @param traceparent W3C trace context of whoever requested it
 */
public record WorkItem(
        UUID id,
        String kind,
        UUID aggregate,
        String payload,
        @Nullable String checkpoint,
        int attempt,
        boolean takenOver,
        @Nullable String traceparent) {

    public Optional<String> lastCheckpoint() {
        return Optional.ofNullable(checkpoint);
    }
}
