package dev.moru.lab.access;

import dev.moru.lab.api.ApiFailure;
import dev.moru.lab.api.Call;
import dev.moru.lab.api.Routes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Users and groups. */
final class UserRoutes {

    private final Accounts accounts;
    private final Permissions permissions;
    private final Clock clock;

    UserRoutes(Accounts accounts, Permissions permissions, Clock clock) {
        this.accounts = accounts;
        this.permissions = permissions;
        this.clock = clock;
    }

    void addTo(Routes routes) {
        routes.get("/access/users", this::list)
                .post("/access/users", this::create)
                .get("/access/users/{userid}", this::read)
                .put("/access/users/{userid}", this::update)
                .delete("/access/users/{userid}", this::remove)
                .get("/access/groups", call -> groups())
                .post("/access/groups", this::createGroup)
                .get("/access/groups/{groupid}", this::readGroup)
                .put("/access/groups/{groupid}", this::updateGroup)
                .delete("/access/groups/{groupid}", this::removeGroup);
    }

    private List<Map<String, Object>> list(Call call) {
        return accounts.users().rows().stream()
                .filter(user -> user.id().equals(call.caller().user())
                        || permissions.hasAny(call.caller(), "/access/groups", List.of("User.Modify", "Sys.Audit")))
                .map(this::shown)
                .toList();
    }

    private Map<String, Object> shown(User user) {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("userid", user.id());
        shown.put("realm-type", user.realm());
        shown.put("enable", user.isUsable(clock.instant().getEpochSecond()) ? 1 : 0);
        shown.put("expire", user.expire());
        if (user.comment() != null) {
            shown.put("comment", user.comment());
        }
        if (user.email() != null) {
            shown.put("email", user.email());
        }
        if (!user.groups().isEmpty()) {
            shown.put("groups", String.join(",", user.groups()));
        }
        return shown;
    }

    private @Nullable Object create(Call call) {
        var id = call.text("userid");
        if (accounts.users().has(id)) {
            throw ApiFailure.because("create user failed: user '" + id + "' already exists");
        }
        requireKnown(call.list("groups"));
        accounts.users()
                .put(
                        id,
                        new User(
                                id,
                                call.flag("enable", true),
                                call.number("expire", 0),
                                call.list("groups"),
                                call.find("password").map(Passwords::hash).orElse(null),
                                call.find("comment").orElse(null),
                                call.find("email").orElse(null)));
        return null;
    }

    private Map<String, Object> read(Call call) {
        var user = required(call.text("userid"));
        var shown = shown(user);
        shown.remove("userid");
        shown.remove("realm-type");
        shown.put("groups", user.groups());
        var tokens = new LinkedHashMap<String, Object>();
        accounts.tokensOf(user.id()).forEach(token -> tokens.put(token.name(), TokenRoutes.shown(token)));
        shown.put("tokens", tokens);
        return shown;
    }

    private @Nullable Object update(Call call) {
        var user = required(call.text("userid"));
        var groups = user.groups();
        if (call.has("groups")) {
            requireKnown(call.list("groups"));
            groups = call.flag("append", false) ? union(groups, call.list("groups")) : call.list("groups");
        }
        accounts.users()
                .put(
                        user.id(),
                        new User(
                                user.id(),
                                call.flag("enable", user.enabled()),
                                call.number("expire", user.expire()),
                                groups,
                                user.password(),
                                call.find("comment").orElse(user.comment()),
                                call.find("email").orElse(user.email())));
        return null;
    }

    private static List<String> union(List<String> first, List<String> second) {
        var all = new ArrayList<>(first);
        second.stream().filter(item -> !all.contains(item)).forEach(all::add);
        return all;
    }

    private @Nullable Object remove(Call call) {
        var user = required(call.text("userid"));
        if (user.id().equals(Accounts.ROOT)) {
            throw ApiFailure.because("delete user failed: user 'root@pam' can't be removed");
        }
        accounts.tokensOf(user.id()).forEach(token -> {
            accounts.forgetSubject(AclEntry.Kind.TOKEN, token.id());
            accounts.tokens().remove(token.id());
        });
        accounts.forgetSubject(AclEntry.Kind.USER, user.id());
        accounts.users().remove(user.id());
        return null;
    }

    private User required(String id) {
        return accounts.user(id).orElseThrow(() -> ApiFailure.because("no such user ('" + id + "')"));
    }

    private void requireKnown(List<String> groups) {
        groups.stream()
                .filter(group -> !accounts.groups().has(group))
                .findFirst()
                .ifPresent(group -> {
                    throw ApiFailure.because("no such group '" + group + "'");
                });
    }

    private List<Map<String, Object>> groups() {
        return accounts.groups().rows().stream()
                .map(group -> {
                    Map<String, Object> shown = new LinkedHashMap<>();
                    shown.put("groupid", group.id());
                    shown.put("users", String.join(",", members(group.id())));
                    if (group.comment() != null) {
                        shown.put("comment", group.comment());
                    }
                    return shown;
                })
                .toList();
    }

    private List<String> members(String group) {
        return accounts.users().rows().stream()
                .filter(user -> user.groups().contains(group))
                .map(User::id)
                .toList();
    }

    private @Nullable Object createGroup(Call call) {
        var id = call.text("groupid");
        if (accounts.groups().has(id)) {
            throw ApiFailure.because("create group failed: group '" + id + "' already exists");
        }
        accounts.groups().put(id, new Accounts.Group(id, call.find("comment").orElse(null)));
        return null;
    }

    private Map<String, Object> readGroup(Call call) {
        var group = requiredGroup(call);
        var shown = new LinkedHashMap<String, Object>();
        shown.put("members", members(group.id()));
        if (group.comment() != null) {
            shown.put("comment", group.comment());
        }
        return shown;
    }

    private @Nullable Object updateGroup(Call call) {
        var group = requiredGroup(call);
        accounts.groups()
                .put(
                        group.id(),
                        new Accounts.Group(group.id(), call.find("comment").orElse(group.comment())));
        return null;
    }

    private @Nullable Object removeGroup(Call call) {
        var group = requiredGroup(call);
        accounts.users().rows().stream()
                .filter(user -> user.groups().contains(group.id()))
                .toList()
                .forEach(user -> accounts.users()
                        .put(
                                user.id(),
                                user.withGroups(user.groups().stream()
                                        .filter(name -> !name.equals(group.id()))
                                        .toList())));
        accounts.forgetSubject(AclEntry.Kind.GROUP, group.id());
        accounts.groups().remove(group.id());
        return null;
    }

    private Accounts.Group requiredGroup(Call call) {
        var group = accounts.groups().get(call.text("groupid"));
        if (group == null) {
            throw ApiFailure.because("group '" + call.text("groupid") + "' does not exist");
        }
        return group;
    }
}
