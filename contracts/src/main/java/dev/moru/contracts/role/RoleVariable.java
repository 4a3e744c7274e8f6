package dev.moru.contracts.role;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A variable of a role.
 *
 * @param type {@code str}, {@code int}, {@code float}, {@code bool}, {@code list} or {@code dict}
 * @param elements the type of a list's elements, in the same words; null when they may be anything
 * @param secret whether a spec holds a reference in its place: {@code {"secretRef": "<store>:<name>#<version>"}}
 * @param choices the values that it may have; none means every value of its type
 * @param defaultValue as JSON; null when there is none
 * @param fields of a {@code dict}, or of the elements of a list of them; none means that anything is allowed
 */
public record RoleVariable(
        String name,
        String type,
        @Nullable String elements,
        boolean required,
        boolean secret,
        List<Object> choices,
        @Nullable Object defaultValue,
        String description,
        List<RoleVariable> fields) {

    public RoleVariable {
        choices = choices == null ? List.of() : List.copyOf(choices);
        fields = fields == null ? List.of() : List.copyOf(fields);
    }
}
