package dev.moru.contracts.role;

import java.util.List;

/** A role that a server can be given. Variables of {@code base} may be set for every server; it is never named as a role. */
public record RoleDefinition(String name, String description, List<RoleVariable> variables) {

    public RoleDefinition {
        variables = List.copyOf(variables);
    }
}
