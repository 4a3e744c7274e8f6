package dev.moru.lab.api;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who is calling.
 *
 * @param user {@code name@realm}, or empty for a call without login
 * @param tokenId the token's own name, or null for a ticket
 */
public record Caller(String user, @Nullable String tokenId) {

    public static final Caller NOBODY = new Caller("", null);
    public static final Caller ROOT = new Caller("root@pam", null);

    /** {@code name@realm} or {@code name@realm!token}. */
    public String id() {
        return tokenId == null ? user : user + "!" + tokenId;
    }

    /** A token of root@pam is not root@pam for what only root may do. */
    public boolean isRoot() {
        return equals(ROOT);
    }

    /** Everyone sees what is his own: a user also what his tokens did, a token only its own. */
    public Predicate<String> owns() {
        return id -> tokenId == null ? id.equals(user) || id.startsWith(user + "!") : id.equals(id());
    }
}
