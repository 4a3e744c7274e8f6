package dev.moru.proxmox;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** Reads what the API sends: flags as 0 and 1, numbers at times as strings, absent for unset, new keys in each release. */
final class Json {

    static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .addModule(new SimpleModule().addDeserializer(Boolean.TYPE, new Flag()))
            .build();

    /** What a record's type promises is never null; an answer without it is foreign, not an empty value. */
    private static final ClassValue<List<Required>> REQUIRED = new ClassValue<>() {
        @Override
        protected List<Required> computeValue(Class<?> type) {
            return type.isRecord()
                    ? Stream.of(type.getRecordComponents())
                            .filter(Required::isPromised)
                            .map(Required::new)
                            .toList()
                    : List.of();
        }
    };

    private Json() {}

    static <T> T read(JsonNode node, Class<T> type) {
        if (node.isNull()) {
            throw new IllegalArgumentException("expected a value, got null");
        }
        var value = MAPPER.treeToValue(node, type);
        REQUIRED.get(type).forEach(component -> component.requireIn(value));
        return value;
    }

    static <T> List<T> readAll(JsonNode list, Class<T> type) {
        if (!list.isArray() && !list.isNull()) {
            throw new IllegalArgumentException("expected a list, got " + list.getNodeType());
        }
        var values = new ArrayList<T>(list.size());
        list.forEach(node -> values.add(read(node, type)));
        return List.copyOf(values);
    }

    private record Required(RecordComponent component) {

        static boolean isPromised(RecordComponent component) {
            return !component.getType().isPrimitive()
                    && !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        }

        void requireIn(Object value) {
            try {
                component.getAccessor().setAccessible(true);
                if (component.getAccessor().invoke(value) == null) {
                    throw new IllegalArgumentException("'" + component.getName() + "' is missing");
                }
            } catch (ReflectiveOperationException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    /** {@code 0}, {@code 1}, {@code "0"}, {@code "1"}, {@code true}, {@code false}; absent and empty mean unset. */
    private static final class Flag extends StdScalarDeserializer<Boolean> {

        Flag() {
            super(Boolean.class);
        }

        @Override
        public Boolean deserialize(JsonParser parser, DeserializationContext context) throws JacksonException {
            var text = parser.getString();
            return "1".equals(text) || "true".equals(text);
        }

        @Override
        public Boolean getNullValue(DeserializationContext context) {
            return Boolean.FALSE;
        }
    }
}
