package dev.moru.durable.consume;

import java.time.Instant;
import java.util.UUID;

/**
 * A dead letter as it was put aside, but for its body.
 *
 * @param headers the record's headers as JSON, values in base 64
 */
record StoredDeadLetter(
        UUID id, String topic, int partition, long offset, String key, String headers, String reason, Instant deadAt) {}
