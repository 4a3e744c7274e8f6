package dev.moru.gateway.role;

import dev.moru.contracts.server.ServerSpec;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a server is configured as.
 *
 * @param variables by role, then by name
 */
public record RoleChoice(List<String> roles, Map<String, Map<String, Object>> variables) {

    public static final RoleChoice NONE = new RoleChoice(List.of(), Map.of());

    public RoleChoice {
        roles = List.copyOf(roles);
        variables = Map.copyOf(variables);
    }

    /** @param spec absent while nobody knows what an adopted server is like */
    public static RoleChoice of(@Nullable ServerSpec spec) {
        return spec == null ? NONE : new RoleChoice(spec.roles(), spec.roleVariables());
    }

    public boolean isEmpty() {
        return roles.isEmpty() && variables.isEmpty();
    }

    /** @param change as {@link #change} makes it */
    public RoleChoice changed(
            @Nullable List<String> wanted, @Nullable Map<String, Map<String, @Nullable Object>> change) {
        var all = new LinkedHashMap<>(variables);
        if (change != null) {
            change.forEach((role, values) -> all.put(role, changed(all.getOrDefault(role, Map.of()), values)));
        }
        all.values().removeIf(Map::isEmpty);
        return new RoleChoice(wanted == null ? roles : wanted, all);
    }

    private static Map<String, Object> changed(Map<String, Object> before, Map<String, @Nullable Object> change) {
        var values = new HashMap<String, @Nullable Object>(before);
        values.putAll(change);
        values.values().removeIf(Objects::isNull);
        return Map.copyOf(values);
    }

    /** What is given, and that the variables of roles that leave go with them. */
    public @Nullable Map<String, Map<String, @Nullable Object>> change(
            @Nullable List<String> wanted, @Nullable Map<String, Map<String, @Nullable Object>> given) {
        if (wanted == null) {
            return given;
        }
        var change = new LinkedHashMap<String, Map<String, @Nullable Object>>();
        roles.stream()
                .filter(role -> !wanted.contains(role) && variables.containsKey(role))
                .forEach(role -> change.put(role, nothing(variables.getOrDefault(role, Map.of()))));
        if (given != null) {
            given.forEach((role, values) -> change.merge(role, values, RoleChoice::both));
        }
        return change.isEmpty() ? given : change;
    }

    private static Map<String, @Nullable Object> nothing(Map<String, Object> variables) {
        var gone = new HashMap<String, @Nullable Object>();
        variables.keySet().forEach(name -> gone.put(name, null));
        return gone;
    }

    private static Map<String, @Nullable Object> both(
            Map<String, @Nullable Object> first, Map<String, @Nullable Object> second) {
        var all = new HashMap<>(first);
        all.putAll(second);
        return all;
    }
}
