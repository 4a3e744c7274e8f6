package dev.moru.lab.access;

import org.jspecify.annotations.Nullable;

/** An API token of a user; with {@code privsep} it has rights of its own, within those of the user. */
record Token(
        String user,
        String name,
        String secret,
        boolean privsep,
        long expire,
        @Nullable String comment) {

    String id() {
        return user + "!" + name;
    }

    boolean isUsable(long nowSeconds) {
        return expire == 0 || expire > nowSeconds;
    }
}
