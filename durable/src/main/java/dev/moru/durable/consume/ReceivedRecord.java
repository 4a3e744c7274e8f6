package dev.moru.durable.consume;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.moru.durable.CloudEventHeaders;
import dev.moru.durable.Envelope;
import dev.moru.durable.MessageCodec;
import dev.moru.durable.RawHeaders;
import dev.moru.durable.UndecodableMessage;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record as it was read, decoded as far as that goes.
 *
 * @param envelope null when the headers are none
 * @param body null when the type is unknown or the record can't be decoded
 * @param defect why it can't be handled; null when it can
 */
record ReceivedRecord(
        RecordPosition position,
        String key,
        Map<String, byte[]> headers,
        byte[] bytes,
        @Nullable Envelope envelope,
        @Nullable Object body,
        @Nullable String defect) {

    private static final int MAX_REASON = 2_000;

    static ReceivedRecord decode(
            RecordPosition position, String key, Map<String, byte[]> headers, byte[] bytes, Decoding decoding) {
        Envelope envelope = null;
        try {
            envelope = CloudEventHeaders.read(headers);
            var body = decoding.codec().decode(envelope.type(), bytes).orElse(null);
            var defect = body == null && decoding.unknown() == UnknownTypes.DEAD_LETTER
                    ? "the type " + envelope.type() + " is unknown"
                    : null;
            return new ReceivedRecord(position, key, headers, bytes, envelope, body, defect);
        } catch (UndecodableMessage e) {
            return new ReceivedRecord(position, key, headers, bytes, envelope, null, null)
                    .defective(String.valueOf(e.getMessage()));
        }
    }

    /**
     * How a consumer reads records.
     *
     * @param kind the class that the messages have which are read at all; {@code Object} when all are
     */
    record Decoding(MessageCodec codec, UnknownTypes unknown, Class<?> kind) {

        static Decoding ofAll(MessageCodec codec, UnknownTypes unknown) {
            return new Decoding(codec, unknown, Object.class);
        }

        boolean readsAll() {
            return kind == Object.class;
        }

        /** A record that does not say what it is has to be looked at by everybody. */
        boolean passesOver(Map<String, byte[]> headers) {
            var type = readsAll() ? null : CloudEventHeaders.type(headers);
            return type != null && !codec.isOfKind(kind, type);
        }
    }

    InboundMessage toMessage() {
        if (envelope == null) {
            throw new IllegalStateException("a record without an envelope is no message");
        }
        return new InboundMessage(position, envelope, body, bytes);
    }

    /** The same record, to be put aside. */
    ReceivedRecord defective(String why) {
        var reason = why.substring(0, Math.min(why.length(), MAX_REASON)).replace('\0', '\uFFFD');
        return new ReceivedRecord(position, key, headers, bytes, envelope, body, reason);
    }

    /** The same for the same record, however often it is read. */
    UUID deadLetterId() {
        var place = position.toString().getBytes(UTF_8);
        var both = ByteBuffer.allocate(place.length + bytes.length).put(place).put(bytes);
        return UUID.nameUUIDFromBytes(both.array());
    }

    /** Empty when the headers are none. */
    Optional<StreamKey> stream() {
        return Optional.ofNullable(envelope).map(known -> StreamKey.of(position, known));
    }

    /** When the message was made; what has no time comes before everything else. */
    Instant time() {
        return envelope == null ? Instant.EPOCH : envelope.time();
    }

    @Nullable
    String traceparent() {
        return envelope == null ? null : envelope.context().traceparent();
    }

    DeadLetter toDeadLetter(String reason) {
        return new DeadLetter(deadLetterId(), position, envelope, CloudEventHeaders.operationId(headers), reason);
    }

    RawHeaders rawHeaders() {
        return new RawHeaders(headers.entrySet().stream()
                .map(header -> RawHeaders.header(header.getKey(), header.getValue()))
                .toList());
    }
}
