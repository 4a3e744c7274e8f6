package dev.moru.durable;

import java.time.Instant;
import java.util.UUID;

/**
 * The identity of a message: its CloudEvents attributes.
 *
 * @param id UUIDv7, kept over redeliveries
 * @param source {@code /moru/<service>}
 * @param type the logical name of the body's record
 * @param subject the aggregate's id, and the record key
 * @param epoch of the installation; a restore from a backup raises it
 * @param sequence counts without gaps per topic, source and subject, from 1
 */
public record Envelope(
        UUID id,
        String source,
        String type,
        String subject,
        Instant time,
        int epoch,
        long sequence,
        MessageContext context) {}
