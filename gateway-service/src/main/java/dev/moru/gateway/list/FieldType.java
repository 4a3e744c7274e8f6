package dev.moru.gateway.list;

import static dev.moru.gateway.list.Operator.EQUAL;
import static dev.moru.gateway.list.Operator.GREATER;
import static dev.moru.gateway.list.Operator.GREATER_OR_EQUAL;
import static dev.moru.gateway.list.Operator.HAS;
import static dev.moru.gateway.list.Operator.LESS;
import static dev.moru.gateway.list.Operator.LESS_OR_EQUAL;
import static dev.moru.gateway.list.Operator.NOT_EQUAL;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** What a field of a list holds, and so which operators it has and how a value is written. */
public enum FieldType {
    /** {@code =} takes {@code *} at either end; {@code :} finds a part, in any case. */
    TEXT(String.class, "a text", EnumSet.of(EQUAL, NOT_EQUAL, HAS), Function.identity()),
    TIME(Instant.class, "a time like \"2026-01-31T08:00:00Z\"", ordered(), FieldType::time),
    INTEGER(Long.class, "a whole number", ordered(), Long::valueOf),
    BOOLEAN(Boolean.class, "true or false", EnumSet.of(EQUAL, NOT_EQUAL), FieldType::truth),
    ID(UUID.class, "an id", EnumSet.of(EQUAL, NOT_EQUAL), FieldType::id),
    /** A list of texts; {@code :} asks whether one of them is the value. */
    TEXTS(String.class, "a text", EnumSet.of(HAS), Function.identity());

    private final Class<?> valueClass;
    private final String description;
    private final Set<Operator> operators;
    private final Function<String, Object> reader;

    FieldType(Class<?> valueClass, String description, Set<Operator> operators, Function<String, ?> reader) {
        this.valueClass = valueClass;
        this.description = description;
        this.operators = operators;
        this.reader = reader::apply;
    }

    Class<?> valueClass() {
        return valueClass;
    }

    String description() {
        return description;
    }

    boolean knows(Operator operator) {
        return operators.contains(operator);
    }

    Set<Operator> operators() {
        return operators;
    }

    /** @throws IllegalArgumentException when the text is no such value */
    Object read(String text) {
        return reader.apply(text);
    }

    private static Set<Operator> ordered() {
        return EnumSet.of(EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL);
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Boolean truth(String text) {
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        throw new IllegalArgumentException("neither true nor false");
    }

    private static UUID id(String text) {
        // UUID.fromString also takes short groups, which nobody means.
        if (text.length() != 36) {
            throw new IllegalArgumentException("no id");
        }
        return UUID.fromString(text);
    }
}
