package dev.moru.proxmox;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Percent encoding of RFC 3986: a space is {@code %20}, never {@code +}. */
final class PercentEncoding {

    private static final String UNRESERVED = "-._~";
    private static final String ALSO_IN_SEGMENTS = ":@!";
    private static final int HEX = 16;

    private PercentEncoding() {}

    static String value(String text) {
        return encode(text, UNRESERVED);
    }

    /** Leaves what identifiers of this API contain readable (task ids, user names). */
    static String segment(String text) {
        return encode(text, UNRESERVED + ALSO_IN_SEGMENTS);
    }

    static String decode(String text) {
        var bytes = new ByteArrayOutputStream(text.length());
        var raw = text.getBytes(StandardCharsets.UTF_8);
        for (var at = 0; at < raw.length; at++) {
            var high = raw[at] == '%' && at + 2 < raw.length ? Character.digit(raw[at + 1], HEX) : -1;
            var low = high < 0 ? -1 : Character.digit(raw[at + 2], HEX);
            if (low < 0) {
                bytes.write(raw[at]);
            } else {
                bytes.write(high * HEX + low);
                at += 2;
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String encode(String text, String kept) {
        var encoded = new StringBuilder(text.length() + HEX);
        for (var octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (isAlphanumeric(octet) || kept.indexOf(octet) >= 0) {
                encoded.append((char) octet);
            } else {
                encoded.append(String.format(Locale.ROOT, "%%%02X", octet));
            }
        }
        return encoded.toString();
    }

    private static boolean isAlphanumeric(byte octet) {
        return octet >= 'a' && octet <= 'z' || octet >= 'A' && octet <= 'Z' || octet >= '0' && octet <= '9';
    }
}
