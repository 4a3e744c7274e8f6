package dev.moru.durable.consume;

import java.time.Instant;
import java.util.UUID;

/**
 * A dead letter as it was put aside.
 *
 * @param headers the record's headers as JSON, values in base 64
 */
public record StoredDeadLetter(
        UUID id,
        String topic,
        int partition,
        long offset,
        String key,
        String headers,
        byte[] body,
        String reason,
        Instant deadAt) {}
