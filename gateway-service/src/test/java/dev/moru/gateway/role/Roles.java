package dev.moru.gateway.role;

import dev.moru.contracts.role.RoleDefinition;
import dev.moru.contracts.role.RoleVariable;
import dev.moru.contracts.role.RolesPublished;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A catalogue with a bit of everything. */
final class Roles {

    static final RolesPublished PUBLISHED = new RolesPublished(List.of(
            new RoleDefinition(
                    "base",
                    "SSH with keys only",
                    List.of(new RoleVariable(
                            "base_firewall",
                            "str",
                            null,
                            false,
                            false,
                            List.of("auto", "none"),
                            "auto",
                            "",
                            List.of()))),
            new RoleDefinition("web", "nginx", List.of(variable("web_port", "int"), listOf("web_upstreams", "str"))),
            new RoleDefinition(
                    "db",
                    "MariaDB",
                    List.of(new RoleVariable(
                            "db_users",
                            "list",
                            "dict",
                            false,
                            false,
                            List.of(),
                            null,
                            "",
                            List.of(
                                    new RoleVariable("name", "str", null, true, false, List.of(), null, "", List.of()),
                                    new RoleVariable(
                                            "password", "str", null, true, true, List.of(), null, "", List.of()))))),
            new RoleDefinition(
                    "agent",
                    "wants a token",
                    List.of(
                            new RoleVariable("agent_token", "str", null, true, true, List.of(), null, "", List.of()),
                            variable("agent_options", "dict")))));

    static final RoleCatalogue CATALOGUE = new RoleCatalogue(PUBLISHED.roles());

    private Roles() {}

    private static RoleVariable variable(String name, String type) {
        return new RoleVariable(name, type, null, false, false, List.of(), null, "", List.of());
    }

    private static RoleVariable listOf(String name, @Nullable String elements) {
        return new RoleVariable(name, "list", elements, false, false, List.of(), null, "", List.of());
    }
}
