package dev.moru.config.role;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Puts values in the place of references to them. */
public final class SecretsIn {

    private SecretsIn() {}

    /**
     * A copy of variables in which each {@code {"secretRef": "<store>:<name>#<version>"}} has become its value.
     *
     * @param fetch gets the value for a reference
     */
    public static Map<String, Object> resolved(Map<String, Object> variables, UnaryOperator<String> fetch) {
        var copy = new LinkedHashMap<String, Object>();
        variables.forEach((name, value) -> copy.put(name, resolve(value, fetch)));
        return copy;
    }

    private static Object resolve(Object value, UnaryOperator<String> fetch) {
        if (value instanceof Map<?, ?> map) {
            if (Values.isReference(map)) {
                return fetch.apply(String.valueOf(map.get(Values.SECRET)));
            }
            var copy = new LinkedHashMap<String, Object>();
            map.forEach((key, entry) -> copy.put(String.valueOf(key), resolve(entry, fetch)));
            return copy;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(element -> resolve(element, fetch)).toList();
        }
        return value;
    }
}
