package dev.moru.config.role;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The roles that there are. */
public record RoleCatalogue(List<Role> roles) {

    public RoleCatalogue {
        roles = List.copyOf(roles);
    }

    public Optional<Role> find(String name) {
        return roles.stream().filter(role -> role.name().equals(name)).findFirst();
    }

    /**
     * What is wrong with roles and their variables, by role and name. The gateway has asked the same when it accepted them;
     * it may have known another version of the catalogue.
     *
     * @param variables by role, then by name; secrets are references
     * @return nothing when they can be applied
     */
    public List<String> objections(List<String> names, Map<String, Map<String, Object>> variables) {
        var objections = new ArrayList<String>();
        for (var name : names) {
            if (find(name).isEmpty()) {
                objections.add("there is no role " + name);
            }
        }
        variables.forEach((role, values) -> objections.addAll(objections(role, names, values)));
        return objections;
    }

    private List<String> objections(String name, List<String> names, Map<String, Object> values) {
        var role = find(name).filter(known -> known.name().equals("base") || names.contains(name));
        if (role.isEmpty()) {
            return List.of("variables are given for " + name + ", which is none of the server's roles");
        }
        return role.get().objections(values);
    }
}
