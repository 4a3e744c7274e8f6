package dev.moru.proxmox;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Rights by path. A path that is not listed has what propagates from its nearest listed ancestor.
 *
 * @param propagating for each path, its privileges, each with whether it holds below that path too
 */
public record Permissions(Map<String, Map<String, Boolean>> propagating) {

    public Permissions {
        propagating = propagating.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> Map.copyOf(entry.getValue())));
    }

    public boolean has(String path, String privilege) {
        var listed = propagating.get(path);
        if (listed != null) {
            return listed.containsKey(privilege);
        }
        for (var above = parent(path); !above.isEmpty(); above = parent(above)) {
            var inherited = propagating.get(above);
            if (inherited != null) {
                return inherited.getOrDefault(privilege, false);
            }
        }
        return false;
    }

    /** Of these privileges, those that are not held on the path. */
    public Set<String> missing(String path, Set<String> privileges) {
        return privileges.stream().filter(privilege -> !has(path, privilege)).collect(Collectors.toUnmodifiableSet());
    }

    private static String parent(String path) {
        if ("/".equals(path)) {
            return "";
        }
        var slash = path.lastIndexOf('/');
        return slash == 0 ? "/" : path.substring(0, Math.max(slash, 0));
    }
}
