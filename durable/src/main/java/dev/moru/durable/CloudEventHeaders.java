package dev.moru.durable;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * CloudEvents 1.0 in Kafka's binary mode: each attribute is a header {@code ce_<name>}, the body is the record's value.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">binding</a>
 */
public final class CloudEventHeaders {

    private static final String PREFIX = "ce_";

    private CloudEventHeaders() {}

    public static Headers of(Envelope envelope) {
        var headers = new RecordHeaders();
        add(headers, "specversion", "1.0");
        add(headers, "id", envelope.id().toString());
        add(headers, "source", envelope.source());
        add(headers, "type", envelope.type());
        add(headers, "subject", envelope.subject());
        add(headers, "time", envelope.time().toString());
        add(headers, "epoch", String.valueOf(envelope.epoch()));
        add(headers, "sequence", String.valueOf(envelope.sequence()));
        addContext(headers, envelope.context());
        headers.add("content-type", "application/json".getBytes(UTF_8));
        return headers;
    }

    private static void addContext(Headers headers, MessageContext context) {
        add(headers, "operationid", context.operationId());
        add(headers, "causationid", context.causationId());
        add(headers, "actor", context.actor());
        add(headers, "project", context.project());
        add(headers, "site", context.site());
        add(headers, "severity", context.severity());
        add(headers, "expiresat", context.expiresAt());
        add(headers, "answerto", context.answerTo());
        add(headers, "traceparent", context.traceparent());
    }

    private static void add(Headers headers, String name, @Nullable Object value) {
        if (value != null) {
            headers.add(PREFIX + name, value.toString().getBytes(UTF_8));
        }
    }

    /** @throws UndecodableMessage when a required attribute is missing or none of its kind */
    public static Envelope read(Map<String, byte[]> headers) {
        var reader = new Reader(headers);
        try {
            return new Envelope(
                    UUID.fromString(reader.required("id")),
                    reader.required("source"),
                    reader.required("type"),
                    reader.required("subject"),
                    Instant.parse(reader.required("time")),
                    Integer.parseInt(reader.required("epoch")),
                    Long.parseLong(reader.required("sequence")),
                    context(reader));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new UndecodableMessage("the headers are no CloudEvents envelope: " + e.getMessage(), e);
        }
    }

    /** The type of a record whose other headers need not be looked at. */
    public static @Nullable String type(Map<String, byte[]> headers) {
        var type = headers.get(PREFIX + "type");
        return type == null ? null : new String(type, UTF_8);
    }

    /** The operation of a record whose other headers may be unreadable. */
    public static @Nullable UUID operationId(Map<String, byte[]> headers) {
        try {
            var value = new Reader(headers).optional("operationid");
            return value == null ? null : UUID.fromString(value);
        } catch (IllegalArgumentException | UndecodableMessage e) {
            return null;
        }
    }

    private static MessageContext context(Reader reader) {
        var expiresAt = reader.optional("expiresat");
        return new MessageContext(
                reader.optionalId("operationid"),
                reader.optionalId("causationid"),
                reader.optional("actor"),
                reader.optional("project"),
                reader.optional("site"),
                reader.optional("severity"),
                expiresAt == null ? null : Instant.parse(expiresAt),
                reader.optional("answerto"),
                reader.optional("traceparent"));
    }

    /** The time in a UUIDv7: its first 48 bits are milliseconds since 1970 (RFC 9562). */
    public static Instant timeOf(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }

    private record Reader(Map<String, byte[]> headers) {

        @Nullable
        String optional(String name) {
            var bytes = headers.get(PREFIX + name);
            var value = bytes == null ? null : new String(bytes, UTF_8);
            if (value != null && value.indexOf('\0') >= 0) {
                // No column of the database takes it, and what can't be stored can't be handled.
                throw new UndecodableMessage("header " + PREFIX + name + " contains a zero character", null);
            }
            return value;
        }

        @Nullable
        UUID optionalId(String name) {
            var value = optional(name);
            return value == null ? null : UUID.fromString(value);
        }

        String required(String name) {
            var value = optional(name);
            if (value == null || value.isEmpty()) {
                throw new UndecodableMessage("header " + PREFIX + name + " is missing", null);
            }
            return value;
        }
    }
}
