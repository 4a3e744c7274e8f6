package dev.moru.lab.access;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user.
 *
 * @param expire epoch seconds, 0 for never
 * @param password the password's salted hash, or null for one who can't log in with a password
 */
record User(
        String id,
        boolean enabled,
        long expire,
        List<String> groups,
        @Nullable String password,
        @Nullable String comment,
        @Nullable String email) {

    String realm() {
        return id.substring(id.lastIndexOf('@') + 1);
    }

    boolean isUsable(long nowSeconds) {
        return enabled && (expire == 0 || expire > nowSeconds);
    }

    User withPassword(String hash) {
        return new User(id, enabled, expire, groups, hash, comment, email);
    }

    User withGroups(List<String> newGroups) {
        return new User(id, enabled, expire, newGroups, password, comment, email);
    }
}
