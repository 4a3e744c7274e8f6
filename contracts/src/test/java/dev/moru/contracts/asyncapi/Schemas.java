package dev.moru.contracts.asyncapi;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** JSON schemas of records, collected as they are met. */
final class Schemas {

    private static final String COMPONENTS = "#/components/schemas/";

    private static final Map<Type, Map<String, Object>> PLAIN = Map.ofEntries(
            Map.entry(String.class, Map.of("type", "string")),
            Map.entry(UUID.class, string("uuid")),
            Map.entry(Instant.class, string("date-time")),
            Map.entry(Duration.class, string("duration")),
            // Of no zone, which the format "time" would want.
            Map.entry(LocalTime.class, Map.of("type", "string", "pattern", "^[0-2][0-9]:[0-5][0-9](:[0-5][0-9])?$")),
            Map.entry(URI.class, string("uri")),
            Map.entry(boolean.class, Map.of("type", "boolean")),
            Map.entry(Boolean.class, Map.of("type", "boolean")),
            Map.entry(int.class, number("integer", "int32")),
            Map.entry(Integer.class, number("integer", "int32")),
            Map.entry(long.class, number("integer", "int64")),
            Map.entry(Long.class, number("integer", "int64")),
            Map.entry(double.class, number("number", "double")),
            Map.entry(Object.class, Map.of()));

    private final Map<String, Object> collected = new TreeMap<>();

    /** All that were met so far, by name. */
    Map<String, Object> collected() {
        return collected;
    }

    /** A reference to the schema of a record or enum. */
    Map<String, Object> reference(Class<?> type) {
        var name = type.getSimpleName();
        if (!collected.containsKey(name)) {
            // Before its components, which may lead back here.
            collected.put(name, Map.of());
            collected.put(name, type.isEnum() ? enumeration(type) : object(type));
        }
        return ordered("$ref", COMPONENTS + name);
    }

    private Map<String, Object> object(Class<?> type) {
        var docs = SourceDocs.of(type);
        var properties = new LinkedHashMap<String, Object>();
        var required = new ArrayList<String>();
        for (var component : type.getRecordComponents()) {
            var name = jsonName(component);
            properties.put(
                    name,
                    property(component, Optional.ofNullable(docs.components().get(component.getName()))));
            if (!isNullable(component)) {
                required.add(name);
            }
        }
        var schema = described(docs.summary());
        schema.put("type", "object");
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("properties", properties);
        return schema;
    }

    private static Map<String, Object> enumeration(Class<?> type) {
        var schema = described(SourceDocs.of(type).summary());
        schema.put("type", "string");
        schema.put(
                "enum",
                Stream.of(type.getEnumConstants()).map(Schemas::jsonName).toList());
        return schema;
    }

    private Map<String, Object> property(RecordComponent component, Optional<String> description) {
        var schema = described(description);
        var bare = schemaOf(component.getGenericType());
        if (bare.containsKey("$ref")) {
            // Whatever stands beside a $ref is ignored.
            schema.put(
                    isNullable(component) ? "oneOf" : "allOf",
                    isNullable(component) ? List.of(bare, ordered("type", "null")) : List.of(bare));
            return schema;
        }
        schema.putAll(bare);
        if (isNullable(component)) {
            schema.computeIfPresent("type", (key, type) -> List.of(type, "null"));
        }
        return schema;
    }

    private Map<String, Object> schemaOf(Type type) {
        var plain = PLAIN.get(type);
        if (plain != null) {
            return new TreeMap<>(plain);
        }
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == List.class ? array(generic) : map(generic);
        }
        return reference((Class<?>) type);
    }

    private Map<String, Object> array(ParameterizedType type) {
        var schema = ordered("type", "array");
        schema.put("items", schemaOf(type.getActualTypeArguments()[0]));
        return schema;
    }

    private Map<String, Object> map(ParameterizedType type) {
        var schema = ordered("type", "object");
        schema.put("additionalProperties", schemaOf(type.getActualTypeArguments()[1]));
        return schema;
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static String jsonName(RecordComponent component) {
        var property = component.getAccessor().getAnnotation(JsonProperty.class);
        return property == null ? component.getName() : property.value();
    }

    private static String jsonName(Object constant) {
        try {
            var name = ((Enum<?>) constant).name();
            var property = constant.getClass().getField(name).getAnnotation(JsonProperty.class);
            return property == null ? name : property.value();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> string(String format) {
        return Map.of("type", "string", "format", format);
    }

    private static Map<String, Object> number(String type, String format) {
        return Map.of("type", type, "format", format);
    }

    private static Map<String, Object> described(Optional<String> description) {
        var schema = new LinkedHashMap<String, Object>();
        description.ifPresent(text -> schema.put("description", text));
        return schema;
    }

    private static Map<String, Object> ordered(String key, Object value) {
        var map = new LinkedHashMap<String, Object>();
        map.put(key, value);
        return map;
    }
}
