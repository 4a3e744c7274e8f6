package dev.moru.durable;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Bodies as JSON: unknown fields are ignored, absent ones read as null. */
public final class MessageCodec {

    private final JsonMapper json = JsonMapper.builder()
            .addModule(new RecordModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();
    private final MessageTypes types;

    public MessageCodec(MessageTypes types) {
        this.types = types;
    }

    public String typeOf(Object body) {
        return types.nameOf().apply(body.getClass());
    }

    /** Whether messages of a type are of a kind; one that this version does not know is of none. */
    public boolean isOfKind(Class<?> kind, String type) {
        return types.classOf().apply(type).filter(kind::isAssignableFrom).isPresent();
    }

    /** Writes any record of a service, not only message bodies. */
    public String write(Object value) {
        return json.writeValueAsString(value);
    }

    /** Reads what {@link #write} has written. */
    public <T> T read(String text, Class<T> type) {
        return json.readValue(text, type);
    }

    /**
     * Reads the body of a message.
     *
     * @return empty when this version does not know the type
     * @throws UndecodableMessage when it knows the type and the body is not one
     */
    public Optional<Object> decode(String type, byte[] body) {
        var known = types.classOf().apply(type);
        if (known.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(json.readValue(body, known.get()));
        } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
            throw new UndecodableMessage("body is no " + type + ": " + reason(e), e);
        }
    }

    /** Without the place, which the parser does not tell of bytes that it keeps to itself. */
    private static String reason(RuntimeException e) {
        var message = e instanceof JacksonException unreadable ? unreadable.getOriginalMessage() : e.getMessage();
        return String.valueOf(message).replaceAll(" \\(start marker at \\[Source: [^]]*]\\)", "");
    }
}
