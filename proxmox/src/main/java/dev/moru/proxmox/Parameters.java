package dev.moru.proxmox;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a call, as the API takes them: booleans are {@code 1} and {@code 0}, lists are joined by commas, and
 * a value that is null is left out. Immutable; {@code toString} shows the names only, because values may be secrets.
 */
public final class Parameters {

    private static final Parameters NONE = new Parameters(Map.of());

    private final Map<String, String> values;

    private Parameters(Map<String, String> values) {
        this.values = values;
    }

    public static Parameters none() {
        return NONE;
    }

    public static Parameters of(String name, @Nullable Object value) {
        return NONE.with(name, value);
    }

    public Parameters with(String name, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        var more = new LinkedHashMap<>(values);
        more.put(name, text(value));
        return new Parameters(Collections.unmodifiableMap(more));
    }

    public Parameters with(Parameters others) {
        var more = new LinkedHashMap<>(values);
        more.putAll(others.values);
        return new Parameters(Collections.unmodifiableMap(more));
    }

    /**
     * The keys that cloud-init gives to a guest's user. The API wants this one value percent-encoded inside the encoding
     * of the form, and gives it back encoded once.
     */
    public Parameters withSshKeys(List<String> keys) {
        var lines = keys.stream().map(String::strip).collect(Collectors.joining("\n"));
        return with("sshkeys", PercentEncoding.value(lines));
    }

    /** Keys to remove from a configuration; the same key must not be set in the same call. */
    public Parameters deleting(String... keys) {
        return with("delete", List.of(keys));
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    Map<String, String> asMap() {
        return values;
    }

    String encoded() {
        return values.entrySet().stream()
                .map(entry -> PercentEncoding.value(entry.getKey()) + "=" + PercentEncoding.value(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String text(Object value) {
        if (value instanceof Boolean flag) {
            return flag ? "1" : "0";
        }
        if (value instanceof Secret secret) {
            return secret.reveal();
        }
        if (value instanceof Collection<?> list) {
            return list.stream().map(Object::toString).collect(Collectors.joining(","));
        }
        return value.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Parameters parameters && parameters.values.equals(values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return "Parameters" + values.keySet();
    }
}
