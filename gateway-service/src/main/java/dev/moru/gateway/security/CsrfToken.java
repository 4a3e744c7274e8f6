package dev.moru.gateway.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Shows that a write comes from a page that could read the answer to the sign-in. Derived from the session, not stored. */
final class CsrfToken {

    static final String HEADER = "X-CSRF-Token";

    private CsrfToken() {}

    static String of(String sessionValue) {
        var digest = new byte[32];
        TokenHash.of("csrf:" + sessionValue).bytes().get(digest);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }

    static boolean matches(@Nullable String given, String sessionValue) {
        return given != null
                && MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8), of(sessionValue).getBytes(StandardCharsets.UTF_8));
    }
}
