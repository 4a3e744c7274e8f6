package dev.moru.lab.access;

import dev.moru.lab.api.ApiFailure;
import dev.moru.lab.api.Caller;
import dev.moru.lab.schema.Check;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs the schema's permission tests. */
public final class Authorization {

    private static final Pattern VARIABLE = Pattern.compile("\\{([a-z]+)}");

    private final Accounts accounts;
    private final Permissions permissions;

    public Authorization(Accounts accounts, Permissions permissions) {
        this.accounts = accounts;
        this.permissions = permissions;
    }

    /** Throws the 403 that Proxmox would answer. */
    public void require(Check check, Caller caller, Map<String, String> parameters) {
        if (check instanceof Check.AllOf all) {
            all.checks().forEach(one -> require(one, caller, parameters));
        } else if (check instanceof Check.AnyOf any) {
            requireOne(any.checks(), caller, parameters);
        } else if (check instanceof Check.Privileges privileges) {
            require(privileges, caller, parameters);
        } else if (check instanceof Check.RootOnly) {
            permissions.requireRoot(caller);
        } else if (check instanceof Check.ModifyPermissions) {
            requireModify(caller, parameters.getOrDefault("path", "/"));
        } else if (check instanceof Check.Self) {
            requireSelf(caller, parameters);
        } else if (check instanceof Check.OnRealm realm) {
            permissions.require(caller, "/access/realm/" + realm(parameters), realm.privilege());
        } else if (check instanceof Check.OnGroups groups) {
            requireOnGroups(groups.names(), caller, parameters);
        }
    }

    private void requireOne(List<Check> checks, Caller caller, Map<String, String> parameters) {
        ApiFailure refusal = ApiFailure.forbidden("no test passed");
        for (var check : checks) {
            try {
                require(check, caller, parameters);
                return;
            } catch (ApiFailure failure) {
                refusal = failure;
            }
        }
        throw refusal;
    }

    private void require(Check.Privileges check, Caller caller, Map<String, String> parameters) {
        if (!check.needed().isEmpty() && !parameters.containsKey(check.needed())) {
            throw ApiFailure.forbidden("missing parameter '" + check.needed() + "'");
        }
        var path = filled(check.path(), parameters);
        var names = check.names().stream().map(accounts::spelt).distinct().toList();
        if (check.any()) {
            permissions.requireAny(caller, path, names);
        } else {
            permissions.require(caller, path, names.toArray(String[]::new));
        }
    }

    private void requireModify(Caller caller, String path) {
        if (permissions.has(caller, path, "Permissions.Modify")) {
            return;
        }
        var privilege =
                AclPaths.privilegeToShare(path).orElseThrow(() -> ApiFailure.forbidden(path + ", Permissions.Modify"));
        if (!permissions.has(caller, path, privilege)) {
            throw ApiFailure.forbidden(path + ", Permissions.Modify|" + privilege);
        }
    }

    private static void requireSelf(Caller caller, Map<String, String> parameters) {
        if (!caller.user().equals(parameters.get("userid"))) {
            throw ApiFailure.forbidden("user != " + parameters.getOrDefault("userid", ""));
        }
    }

    private void requireOnGroups(List<String> names, Caller caller, Map<String, String> parameters) {
        if (permissions.hasAny(caller, "/access/groups", names)) {
            return;
        }
        var mayOnOne = accounts.user(parameters.getOrDefault("userid", "")).map(User::groups).orElse(List.of()).stream()
                .anyMatch(group -> permissions.hasAny(caller, "/access/groups/" + group, names));
        if (!mayOnOne) {
            throw ApiFailure.forbidden("/access/groups, " + String.join("|", names));
        }
    }

    private static String realm(Map<String, String> parameters) {
        var user = parameters.getOrDefault("userid", "");
        return user.substring(user.lastIndexOf('@') + 1);
    }

    private static String filled(String path, Map<String, String> parameters) {
        return VARIABLE.matcher(path)
                .replaceAll(
                        variable -> Matcher.quoteReplacement(parameters.getOrDefault(variable.group(1), "undefined")));
    }
}
