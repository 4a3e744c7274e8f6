package dev.moru.config.role;

import dev.moru.config.role.RoleVariable.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Holds values against what is said of their variables. */
final class Values {

    /** The one key of a map that stands for a secret; its value is the reference. */
    static final String SECRET = "secretRef";

    private Values() {}

    static List<String> objections(List<RoleVariable> variables, Map<?, ?> values, String where) {
        var objections = new ArrayList<String>();
        values.forEach((name, value) -> variables.stream()
                .filter(variable -> variable.name().equals(name))
                .findFirst()
                .ifPresentOrElse(
                        variable -> check(variable, value, where + name, objections),
                        () -> objections.add(where + name + " is no variable of the role")));
        variables.stream()
                .filter(variable -> variable.required() && !values.containsKey(variable.name()))
                .forEach(variable -> objections.add(where + variable.name() + " is missing"));
        return objections;
    }

    private static void check(RoleVariable variable, Object value, String where, List<String> objections) {
        if (variable.secret()) {
            if (!isReference(value)) {
                objections.add(where + " is a secret and must be given by reference");
            }
        } else if (!isOf(variable.type(), value)) {
            objections.add(where + " must be of type " + word(variable.type()));
        } else if (!variable.choices().isEmpty() && !variable.choices().contains(value)) {
            objections.add(where + " must be one of " + variable.choices());
        } else if (value instanceof List<?> list) {
            checkElements(variable, list, where, objections);
        } else if (value instanceof Map<?, ?> map && !variable.fields().isEmpty()) {
            objections.addAll(objections(variable.fields(), map, where + "."));
        }
    }

    private static void checkElements(RoleVariable variable, List<?> list, String where, List<String> objections) {
        var elements = variable.elements();
        for (int i = 0; i < list.size() && elements != null; i++) {
            var element = list.get(i);
            if (!isOf(elements, element)) {
                objections.add(where + "[" + i + "] must be of type " + word(elements));
            } else if (element instanceof Map<?, ?> map && !variable.fields().isEmpty()) {
                objections.addAll(objections(variable.fields(), map, where + "[" + i + "]."));
            }
        }
    }

    private static boolean isOf(Type type, Object value) {
        return switch (type) {
            case STR -> value instanceof String;
            case INT -> value instanceof Integer || value instanceof Long;
            case FLOAT -> value instanceof Number;
            case BOOL -> value instanceof Boolean;
            case LIST -> value instanceof List;
            case DICT -> value instanceof Map;
        };
    }

    private static String word(Type type) {
        return type.name().toLowerCase(java.util.Locale.ROOT);
    }

    static boolean isReference(Object value) {
        return value instanceof Map<?, ?> map && map.size() == 1 && map.get(SECRET) instanceof String;
    }
}
