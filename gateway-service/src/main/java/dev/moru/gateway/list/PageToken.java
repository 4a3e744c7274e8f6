package dev.moru.gateway.list;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The last row of a page. It needs no signature: it holds nothing but two values, which are read as their fields' types and
 * bound, and the conditions of the list apply behind it as always. What it is bound to is its list, filter and order, because
 * with others it would skip or repeat rows.
 */
record PageToken(Object sort, Object key) {

    private static final String INVALID = "is not a token of this list, filter and order";

    String encode(String list) {
        var text = list + "\n" + key + "\n" + sort;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static PageToken decode(String token, String list, Field sort, Field key) {
        try {
            var text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            // The sort value may be any text, so it comes last.
            var parts = text.split("\n", 3);
            if (parts.length == 3 && parts[0].equals(list) && parts[2].indexOf('\0') < 0) {
                return new PageToken(sort.type().read(parts[2]), key.type().read(parts[1]));
            }
        } catch (IllegalArgumentException e) {
            throw new InvalidListRequest("pageToken", INVALID);
        }
        throw new InvalidListRequest("pageToken", INVALID);
    }

    /** A short name of what a token belongs to. */
    static String listOf(String table, @Nullable String filter, @Nullable String orderBy) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var text = table + "\0" + (filter == null ? "" : filter) + "\0" + (orderBy == null ? "" : orderBy);
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
