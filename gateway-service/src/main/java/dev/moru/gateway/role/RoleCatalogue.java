package dev.moru.gateway.role;

import dev.moru.contracts.role.RoleDefinition;
import java.util.List;
import java.util.Optional;

/** The roles that there are, as config-service has told last; none until it has. */
public record RoleCatalogue(List<RoleDefinition> roles) {

    public static final RoleCatalogue NOT_SEEN = new RoleCatalogue(List.of());

    public RoleCatalogue {
        roles = List.copyOf(roles);
    }

    Optional<RoleDefinition> find(String name) {
        return roles.stream().filter(role -> role.name().equals(name)).findFirst();
    }

    public boolean isSeen() {
        return !roles.isEmpty();
    }
}
