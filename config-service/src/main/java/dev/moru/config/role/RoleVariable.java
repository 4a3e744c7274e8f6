package dev.moru.config.role;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A variable that shapes a role.
 *
 * @param elements the type of the elements of a list; null when it is no list, or when they may be anything
 * @param secret whether its value is fetched from the secret store, and named by reference everywhere else
 * @param choices the values that it may have; none means that all of its type are allowed
 * @param defaultValue null when it has none
 * @param fields of a {@link Type#DICT}, or of the elements of a list of them; none means that anything is allowed
 */
public record RoleVariable(
        String name,
        Type type,
        @Nullable Type elements,
        boolean required,
        boolean secret,
        List<Object> choices,
        @Nullable Object defaultValue,
        String description,
        List<RoleVariable> fields) {

    /** The types of {@code argument_specs} that the roles use. */
    public enum Type {
        STR,
        INT,
        FLOAT,
        BOOL,
        LIST,
        DICT
    }

    public RoleVariable {
        choices = List.copyOf(choices);
        fields = List.copyOf(fields);
    }
}
