package dev.moru.gateway.security;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.zip.CRC32;

/**
 * A value that only its holder knows: 256 random bits. API tokens begin with {@code moru_}, so that scanners find one that
 * leaked, and end with a checksum, so that a typing error needs no look into the database.
 */
final class SecretToken {

    private static final String PREFIX = "moru_";
    private static final int BYTES = 32;
    private static final int CHECKSUM_LENGTH = 8;
    private static final SecureRandom RANDOM = new SecureRandom();

    private SecretToken() {}

    static String newApiToken() {
        var body = PREFIX + newValue();
        return body + checksum(body);
    }

    static String newValue() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Whether a text can be an API token at all. */
    static boolean isApiToken(String text) {
        var end = text.length() - CHECKSUM_LENGTH;
        return text.startsWith(PREFIX)
                && end > PREFIX.length()
                && text.substring(end).equals(checksum(text.substring(0, end)));
    }

    private static String checksum(String body) {
        var crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        return "%08x".formatted(crc.getValue());
    }
}
