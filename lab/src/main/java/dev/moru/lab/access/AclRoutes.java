package dev.moru.lab.access;

import dev.moru.lab.api.ApiFailure;
import dev.moru.lab.api.Call;
import dev.moru.lab.api.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Access control entries. */
final class AclRoutes {

    private final Accounts accounts;
    private final Permissions permissions;

    AclRoutes(Accounts accounts, Permissions permissions) {
        this.accounts = accounts;
        this.permissions = permissions;
    }

    void addTo(Routes routes) {
        routes.get("/access/acl", this::list).put("/access/acl", this::update);
    }

    private List<Map<String, Object>> list(Call call) {
        return accounts.acl().rows().stream()
                .filter(entry -> permissions.has(call.caller(), "/access", "Sys.Audit")
                        || permissions.has(call.caller(), entry.path(), "Permissions.Modify"))
                .<Map<String, Object>>map(entry -> Map.of(
                        "path", entry.path(),
                        "type", entry.kind().label(),
                        "ugid", entry.subject(),
                        "roleid", entry.role(),
                        "propagate", entry.propagate() ? 1 : 0))
                .toList();
    }

    private @Nullable Object update(Call call) {
        var path = AclPaths.normalised(call.text("path"))
                .orElseThrow(() -> ApiFailure.badParameter("path", "invalid ACL path '" + call.text("path") + "'"));
        var entries = new ArrayList<AclEntry>();
        for (var role : call.list("roles")) {
            requireMayGive(call, path, role);
            entries.addAll(entries(call, path, role, AclEntry.Kind.USER, "users"));
            entries.addAll(entries(call, path, role, AclEntry.Kind.GROUP, "groups"));
            entries.addAll(entries(call, path, role, AclEntry.Kind.TOKEN, "tokens"));
        }
        if (entries.isEmpty()) {
            throw ApiFailure.badParameter("users", "either 'users', 'groups' or 'tokens' is required.");
        }
        var delete = call.flag("delete", false);
        entries.forEach(entry -> {
            if (delete) {
                accounts.acl().remove(entry.key());
            } else {
                accounts.acl().put(entry.key(), entry);
            }
        });
        return null;
    }

    /** Without {@code Permissions.Modify} nobody hands out more than he has. */
    private void requireMayGive(Call call, String path, String role) {
        if (!accounts.roles().containsKey(role)) {
            throw ApiFailure.badParameter("roles", "role '" + role + "' does not exist");
        }
        var held = permissions.on(path, call.caller());
        if (!held.containsKey("Permissions.Modify") && !held.keySet().containsAll(accounts.privilegesOf(role))) {
            throw ApiFailure.forbidden(path + ", " + role);
        }
    }

    private List<AclEntry> entries(Call call, String path, String role, AclEntry.Kind kind, String parameter) {
        var propagate = call.flag("propagate", true);
        return call.list(parameter).stream()
                .peek(subject -> requireKnown(kind, parameter, subject))
                .map(subject -> new AclEntry(path, kind, subject, role, propagate))
                .toList();
    }

    private void requireKnown(AclEntry.Kind kind, String parameter, String subject) {
        var known = switch (kind) {
            case USER -> accounts.users().has(subject);
            case GROUP -> accounts.groups().has(subject);
            case TOKEN -> accounts.tokens().has(subject);
        };
        if (!known) {
            throw ApiFailure.badParameter(parameter, kind.label() + " '" + subject + "' does not exist");
        }
    }
}
