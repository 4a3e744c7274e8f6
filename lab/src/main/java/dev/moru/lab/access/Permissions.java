package dev.moru.lab.access;

import dev.moru.lab.api.ApiFailure;
import dev.moru.lab.api.Caller;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What a caller may do on a path.
 *
 * <p>The path is walked from the root downwards. On each level the most specific kind of subject that has an entry
 * replaces what was collected above; entries that don't propagate count on their own level only. Rights on the pool of
 * a guest or storage are added on its own path, and {@code NoAccess} removes everything.
 */
public final class Permissions {

    private static final String NO_ACCESS = "NoAccess";
    private static final List<String> TOP_LEVEL = List.of(
            "/",
            "/access",
            "/access/groups",
            "/access/realm",
            "/mapping",
            "/nodes",
            "/pool",
            "/sdn",
            "/storage",
            "/vms");

    private final Accounts accounts;
    private final Function<String, Optional<String>> poolOf;
    private final Map<String, Boolean> everything;

    /** @param poolOf the pool that a path like {@code /vms/100} or {@code /storage/local} belongs to */
    public Permissions(Accounts accounts, Function<String, Optional<String>> poolOf) {
        this.accounts = accounts;
        this.poolOf = poolOf;
        var all = new TreeMap<String, Boolean>();
        accounts.allPrivileges().forEach(privilege -> all.put(privilege, true));
        this.everything = Collections.unmodifiableMap(all);
    }

    /** Privilege → whether it also holds below the path. */
    public Map<String, Boolean> on(String path, Caller caller) {
        var ofUser = ofUser(path, caller.user());
        if (caller.tokenId() == null) {
            return ofUser;
        }
        var token = accounts.token(caller.id());
        if (token.isEmpty()) {
            return Map.of();
        }
        if (!token.get().privsep()) {
            return ofUser;
        }
        var own = privileges(rolesWithPool(path, List.of(new Subject(AclEntry.Kind.TOKEN, Set.of(caller.id())))));
        own.keySet().retainAll(ofUser.keySet());
        own.replaceAll((privilege, propagates) -> propagates && ofUser.getOrDefault(privilege, false));
        return own;
    }

    private Map<String, Boolean> ofUser(String path, String user) {
        if (user.equals(Accounts.ROOT)) {
            return everything;
        }
        var groups = accounts.user(user).map(User::groups).orElse(List.of());
        return privileges(rolesWithPool(
                path,
                List.of(
                        new Subject(AclEntry.Kind.USER, Set.of(user)),
                        new Subject(AclEntry.Kind.GROUP, Set.copyOf(groups)))));
    }

    private record Subject(AclEntry.Kind kind, Set<String> names) {

        boolean has(AclEntry entry) {
            return entry.kind() == kind && names.contains(entry.subject());
        }
    }

    private Map<String, Boolean> rolesWithPool(String path, List<Subject> subjects) {
        var roles = roles(path, subjects);
        if (roles.containsKey(NO_ACCESS)) {
            return roles;
        }
        poolOf.apply(path).ifPresent(pool -> {
            var fromPool = roles("/pool/" + pool, subjects);
            if (fromPool.containsKey(NO_ACCESS)) {
                roles.clear();
            }
            fromPool.keySet().forEach(role -> roles.putIfAbsent(role, false));
        });
        return roles;
    }

    /** Role → whether it propagates. */
    private Map<String, Boolean> roles(String path, List<Subject> subjects) {
        Map<String, Boolean> collected = new TreeMap<>();
        for (var level : levels(path)) {
            var here = here(accounts.entriesAt(level), subjects, level.equals(path));
            if (!here.isEmpty()) {
                collected = here;
            }
        }
        return collected;
    }

    private static Map<String, Boolean> here(Collection<AclEntry> entries, List<Subject> subjects, boolean isTarget) {
        for (var subject : subjects) {
            var roles = new TreeMap<String, Boolean>();
            entries.stream()
                    .filter(entry -> subject.has(entry) && (entry.propagate() || isTarget))
                    .forEach(entry -> roles.merge(entry.role(), entry.propagate(), Boolean::logicalOr));
            if (!roles.isEmpty()) {
                return roles;
            }
        }
        return Map.of();
    }

    private static List<String> levels(String path) {
        var levels = new ArrayList<String>();
        levels.add("/");
        for (var slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
            levels.add(path.substring(0, slash));
        }
        if (path.length() > 1) {
            levels.add(path);
        }
        return levels;
    }

    private Map<String, Boolean> privileges(Map<String, Boolean> roles) {
        var privileges = new TreeMap<String, Boolean>();
        if (!roles.containsKey(NO_ACCESS)) {
            roles.forEach((role, propagates) -> accounts.privilegesOf(role)
                    .forEach(privilege -> privileges.merge(privilege, propagates, Boolean::logicalOr)));
        }
        return privileges;
    }

    public boolean has(Caller caller, String path, String privilege) {
        return on(path, caller).containsKey(privilege);
    }

    public boolean hasAny(Caller caller, String path, List<String> privileges) {
        var held = on(path, caller).keySet();
        return privileges.stream().anyMatch(held::contains);
    }

    /** Refuses with Proxmox's words, naming the first privilege that is missing. */
    public void require(Caller caller, String path, String... privileges) {
        var held = on(path, caller).keySet();
        for (var privilege : privileges) {
            if (!held.contains(privilege)) {
                throw ApiFailure.forbidden(path + ", " + privilege);
            }
        }
    }

    public void requireAny(Caller caller, String path, List<String> privileges) {
        if (!hasAny(caller, path, privileges)) {
            throw ApiFailure.forbidden(path + ", " + String.join("|", privileges));
        }
    }

    public void requireRoot(Caller caller) {
        if (!caller.isRoot()) {
            throw ApiFailure.forbidden("user != root@pam");
        }
    }

    /** Every path that means something to the caller, with what he has there. */
    Map<String, Map<String, Boolean>> everywhere(Caller caller) {
        var paths = new TreeSet<>(TOP_LEVEL);
        accounts.acl().rows().forEach(entry -> paths.add(entry.path()));
        var result = new TreeMap<String, Map<String, Boolean>>();
        paths.forEach(path -> {
            var here = on(path, caller);
            if (!here.isEmpty()) {
                result.put(path, here);
            }
        });
        return result;
    }

    /** The {@code cap} of a ticket: what a user interface may offer. */
    Map<String, Map<String, Integer>> capabilities(Caller caller) {
        var capabilities = new HashMap<String, Map<String, Integer>>();
        Map.of(
                        "vms", "/vms",
                        "storage", "/storage",
                        "nodes", "/nodes",
                        "access", "/access",
                        "dc", "/",
                        "sdn", "/sdn",
                        "mapping", "/mapping")
                .forEach((area, path) -> {
                    var held = new TreeMap<String, Integer>();
                    on(path, caller).keySet().forEach(privilege -> held.put(privilege, 1));
                    capabilities.put(area, held);
                });
        return capabilities;
    }
}
