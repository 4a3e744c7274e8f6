package dev.moru.config.role;

import java.util.List;
import java.util.Map;

/** Something that a server can be given. */
public record Role(String name, String description, List<RoleVariable> variables) {

    public Role {
        variables = List.copyOf(variables);
    }

    List<String> objections(Map<String, Object> values) {
        return Values.objections(variables, values, "");
    }
}
