package dev.moru.launcher.home;

import java.security.SecureRandom;
import java.util.Base64;

/** A value that must not be printed by accident. */
public record Secret(String value) {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Random, without characters that a shell or a URL would read. */
    public static Secret random(int bytes) {
        var value = new byte[bytes];
        RANDOM.nextBytes(value);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(value));
    }

    @Override
    public String toString() {
        return "******";
    }
}
