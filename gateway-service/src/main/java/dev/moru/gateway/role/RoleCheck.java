package dev.moru.gateway.role;

import dev.moru.contracts.role.RoleDefinition;
import dev.moru.contracts.role.RoleVariable;
import dev.moru.gateway.problem.Complaints;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds roles and their variables against the catalogue. A reference to a secret is allowed only where there is a secret, and
 * only when it came into being with this request or is the server's already: it would show the secrets of others.
 */
public final class RoleCheck {

    /** The role that every server has. It is never named, and its variables may always be set. */
    private static final String BASE = "base";

    private final RoleCatalogue catalogue;
    private final Complaints complaints;
    private final Set<String> ownReferences = new HashSet<>();

    /** @param present whose secrets may be referred to */
    public RoleCheck(RoleCatalogue catalogue, RoleChoice present, Complaints complaints) {
        this.catalogue = catalogue;
        this.complaints = complaints;
        collectReferences(present.variables().values());
    }

    public void check(RoleChoice wanted) {
        var roles = wanted.roles();
        for (int i = 0; i < roles.size(); i++) {
            checkRole(roles.get(i), roles.subList(0, i), "/roles/" + i);
        }
        roles.forEach(role -> catalogue.find(role).ifPresent(known -> checkRequired(known, wanted)));
        wanted.variables().forEach((role, values) -> checkVariables(role, roles, values));
    }

    private void checkRole(String role, List<String> before, String pointer) {
        if (catalogue.find(role).isEmpty()) {
            complaints.unknown(pointer, "there is no role " + role);
        }
        complaints.require(!role.equals(BASE), pointer, "every server has it");
        complaints.require(!before.contains(role), pointer, "it is named twice");
    }

    private void checkRequired(RoleDefinition role, RoleChoice wanted) {
        if (!wanted.variables().containsKey(role.name())) {
            checkFields(role.variables(), Map.of(), pointer(role.name()));
        }
    }

    private void checkVariables(String role, List<String> roles, Map<String, Object> values) {
        var known = catalogue.find(role).filter(found -> role.equals(BASE) || roles.contains(role));
        if (known.isPresent()) {
            checkFields(known.get().variables(), values, pointer(role));
        } else {
            complaints.invalid(pointer(role), role + " is none of the server's roles");
        }
    }

    private void checkFields(List<RoleVariable> variables, Map<?, ?> values, String pointer) {
        values.forEach((name, value) -> {
            var place = pointer + "/" + escaped(String.valueOf(name));
            variables.stream()
                    .filter(variable -> variable.name().equals(name))
                    .findFirst()
                    .ifPresentOrElse(
                            variable -> checkValue(variable, value, place),
                            () -> complaints.unknown(place, "there is no such variable"));
        });
        for (var variable : variables) {
            complaints.require(
                    !variable.required() || values.containsKey(variable.name()),
                    pointer + "/" + variable.name(),
                    "must be given");
        }
    }

    private void checkValue(RoleVariable variable, @Nullable Object value, String pointer) {
        if (variable.secret()) {
            checkSecret(value, pointer);
        } else if (!isOf(variable.type(), value)) {
            complaints.invalid(pointer, "must be of type " + variable.type());
        } else if (!variable.choices().isEmpty() && !variable.choices().contains(value)) {
            complaints.invalid(pointer, "one of " + variable.choices());
        } else if (value instanceof List<?> list) {
            checkElements(variable, list, pointer);
        } else if (value instanceof Map<?, ?> map && !variable.fields().isEmpty()) {
            checkFields(variable.fields(), map, pointer);
        } else {
            complaints.require(!refersToSecret(value), pointer, "no place for a secret");
        }
    }

    private void checkElements(RoleVariable variable, List<?> list, String pointer) {
        for (int i = 0; i < list.size(); i++) {
            var element = list.get(i);
            var place = pointer + "/" + i;
            if (variable.elements() != null && !isOf(variable.elements(), element)) {
                complaints.invalid(place, "must be of type " + variable.elements());
            } else if (element instanceof Map<?, ?> map && !variable.fields().isEmpty()) {
                checkFields(variable.fields(), map, place);
            } else {
                complaints.require(!refersToSecret(element), place, "no place for a secret");
            }
        }
    }

    private void checkSecret(@Nullable Object value, String pointer) {
        boolean isKept = value instanceof SecretRef
                || value instanceof Map<?, ?> map
                        && map.size() == 1
                        && map.get(SecretRef.FIELD) instanceof String reference
                        && ownReferences.contains(reference);
        complaints.require(isKept, pointer, "a secret: text, or the reference that this server shows for it");
    }

    private static boolean refersToSecret(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.containsKey(SecretRef.FIELD) || map.values().stream().anyMatch(RoleCheck::refersToSecret);
        }
        return value instanceof List<?> list && list.stream().anyMatch(RoleCheck::refersToSecret);
    }

    private void collectReferences(Collection<?> values) {
        for (var value : values) {
            if (value instanceof Map<?, ?> map) {
                if (map.get(SecretRef.FIELD) instanceof String reference) {
                    ownReferences.add(reference);
                }
                collectReferences(map.values());
            } else if (value instanceof List<?> list) {
                collectReferences(list);
            }
        }
    }

    private static boolean isOf(String type, @Nullable Object value) {
        return switch (type) {
            case "str" -> value instanceof String;
            case "int" -> value instanceof Integer || value instanceof Long;
            case "float" -> value instanceof Number;
            case "bool" -> value instanceof Boolean;
            case "list" -> value instanceof List;
            case "dict" -> value instanceof Map;
            // A type of a later version; config-service judges it.
            default -> value != null;
        };
    }

    private static String pointer(String role) {
        return "/roleVariables/" + escaped(role);
    }

    /** As JSON Pointer has it (RFC 6901). */
    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
