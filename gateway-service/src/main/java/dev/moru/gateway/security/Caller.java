package dev.moru.gateway.security;

import java.util.Set;

/**
 * Who has sent a request.
 *
 * @param actor {@code user:}, {@code token:} or {@code system:} and a name, as audit rows and messages show it
 * @param account the account whose rights it uses
 * @param permissions {@code noun:verb}, {@code noun:*} or {@code *}
 */
public record Caller(String actor, String account, Set<String> permissions) {

    public static final String EVERYTHING = "*";

    public Caller {
        permissions = Set.copyOf(permissions);
    }

    /** Whether the caller may do what a permission names. */
    public boolean may(String permission) {
        return permissions.contains(EVERYTHING)
                || permissions.contains(permission)
                || permissions.contains(permission.substring(0, permission.indexOf(':') + 1) + EVERYTHING);
    }
}
