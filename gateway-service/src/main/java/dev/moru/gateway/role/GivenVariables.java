package dev.moru.gateway.role;

import dev.moru.contracts.role.RoleDefinition;
import dev.moru.contracts.role.RoleVariable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Variables of roles as a request gives them. They leave here only with something else in the place of their secrets. */
public final class GivenVariables {

    private final @Nullable Map<String, Map<String, @Nullable Object>> given;
    private final RoleCatalogue catalogue;

    public GivenVariables(@Nullable Map<String, Map<String, @Nullable Object>> given, RoleCatalogue catalogue) {
        this.given = given;
        this.catalogue = catalogue;
    }

    /** The secrets, by the path of their place. */
    public Map<String, String> secrets() {
        var secrets = new HashMap<String, String>();
        replaced((path, value) -> {
            secrets.put(path, value);
            return SecretRef.NOT_KEPT;
        });
        return secrets;
    }

    /** For a request that changes nothing, or nothing yet. */
    public @Nullable Map<String, Map<String, @Nullable Object>> withoutSecrets() {
        return replaced((path, value) -> SecretRef.NOT_KEPT);
    }

    /** @param referenceAt the reference for the secret at a path */
    public @Nullable Map<String, Map<String, @Nullable Object>> with(UnaryOperator<String> referenceAt) {
        return replaced((path, value) -> new SecretRef(referenceAt.apply(path)));
    }

    private @Nullable Map<String, Map<String, @Nullable Object>> replaced(BiFunction<String, String, Object> secret) {
        if (given == null) {
            return null;
        }
        var copy = new LinkedHashMap<String, Map<String, @Nullable Object>>();
        given.forEach((role, values) -> {
            var variables = catalogue.find(role).map(RoleDefinition::variables).orElse(List.of());
            copy.put(role, values == null ? Map.of() : replaced(variables, values, role, secret));
        });
        return copy;
    }

    private static Map<String, @Nullable Object> replaced(
            List<RoleVariable> variables, Map<?, ?> values, String path, BiFunction<String, String, Object> secret) {
        var copy = new LinkedHashMap<String, @Nullable Object>();
        values.forEach((name, value) -> copy.put(String.valueOf(name), value));
        for (var variable : variables) {
            copy.computeIfPresent(
                    variable.name(), (name, value) -> replaced(variable, value, path + "/" + name, secret));
        }
        return copy;
    }

    private static Object replaced(
            RoleVariable variable, Object value, String path, BiFunction<String, String, Object> secret) {
        if (variable.secret()) {
            return value instanceof String text ? secret.apply(path, text) : value;
        }
        if (value instanceof Map<?, ?> map && !variable.fields().isEmpty()) {
            return replaced(variable.fields(), map, path, secret);
        }
        return value instanceof List<?> list && !variable.fields().isEmpty()
                ? replaced(variable, list, path, secret)
                : value;
    }

    private static List<@Nullable Object> replaced(
            RoleVariable variable, List<?> list, String path, BiFunction<String, String, Object> secret) {
        var copy = new ArrayList<@Nullable Object>();
        for (int i = 0; i < list.size(); i++) {
            copy.add(
                    list.get(i) instanceof Map<?, ?> map
                            ? replaced(variable.fields(), map, path + "/" + i, secret)
                            : list.get(i));
        }
        return copy;
    }

    @Override
    public String toString() {
        return "GivenVariables";
    }
}
