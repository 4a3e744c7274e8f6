package dev.moru.lab.access;

import dev.moru.lab.api.ApiFailure;
import dev.moru.lab.api.Call;
import dev.moru.lab.api.Routes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Roles: named sets of privileges. */
final class RoleRoutes {

    private final Accounts accounts;

    RoleRoutes(Accounts accounts) {
        this.accounts = accounts;
    }

    void addTo(Routes routes) {
        routes.get("/access/roles", call -> list())
                .post("/access/roles", this::create)
                .get("/access/roles/{roleid}", this::read)
                .put("/access/roles/{roleid}", this::update)
                .delete("/access/roles/{roleid}", this::remove);
    }

    private List<Map<String, Object>> list() {
        return accounts.roles().entrySet().stream()
                .<Map<String, Object>>map(role -> Map.of(
                        "roleid", role.getKey(),
                        "privs", String.join(",", role.getValue()),
                        "special", accounts.isBuiltIn(role.getKey()) ? 1 : 0))
                .toList();
    }

    private Map<String, Integer> read(Call call) {
        var privileges = accounts.roles().get(call.text("roleid"));
        if (privileges == null) {
            throw ApiFailure.because("role '" + call.text("roleid") + "' does not exist");
        }
        var shown = new TreeMap<String, Integer>();
        privileges.forEach(privilege -> shown.put(privilege, 1));
        return shown;
    }

    private @Nullable Object create(Call call) {
        var id = call.text("roleid");
        if (accounts.roles().containsKey(id)) {
            throw ApiFailure.because("create role failed: role '" + id + "' already exists");
        }
        put(id, new LinkedHashSet<>(call.list("privs")));
        return null;
    }

    private @Nullable Object update(Call call) {
        var id = requireCustom(call);
        var privileges = new LinkedHashSet<String>();
        if (call.flag("append", false)) {
            privileges.addAll(accounts.privilegesOf(id));
        }
        privileges.addAll(call.list("privs"));
        put(id, privileges);
        return null;
    }

    private void put(String id, Set<String> privileges) {
        privileges.stream()
                .filter(privilege -> !accounts.allPrivileges().contains(privilege))
                .findFirst()
                .ifPresent(privilege -> {
                    throw ApiFailure.badParameter("privs", "invalid format - invalid privilege '" + privilege + "'\n");
                });
        accounts.customRoles().put(id, new Accounts.Role(id, List.copyOf(privileges)));
    }

    private @Nullable Object remove(Call call) {
        accounts.customRoles().remove(requireCustom(call));
        return null;
    }

    private String requireCustom(Call call) {
        var id = call.text("roleid");
        if (accounts.isBuiltIn(id)) {
            throw ApiFailure.because("auto-generated role '" + id + "' cannot be modified");
        }
        if (!accounts.customRoles().has(id)) {
            throw ApiFailure.because("role '" + id + "' does not exist");
        }
        return id;
    }
}
