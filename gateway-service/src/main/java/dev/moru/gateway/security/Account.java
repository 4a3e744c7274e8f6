package dev.moru.gateway.security;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A local account. */
record Account(String name, @Nullable String passwordHash) {

    /** The administrator who is there from the first start. */
    static final String ADMIN = "admin";

    Optional<String> password() {
        return Optional.ofNullable(passwordHash);
    }

    /** Until there are roles, whoever has an account administers. */
    Caller asCaller() {
        return new Caller("user:" + name, name, Set.of(Caller.EVERYTHING));
    }
}
