package dev.moru.gateway.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The chain of the audit trail: each link is the hash of the link before it, its number, and all of its row. */
public final class AuditChain {

    /** What the first link is chained to. */
    public static final byte[] BEGINNING = new byte[32];

    private AuditChain() {}

    /** A row as it is chained: its columns in a fixed order, absent ones told apart from empty ones. */
    public record Row(long position, Instant at, List<@Nullable String> columns) {}

    public static byte[] link(byte[] before, long number, Row row) {
        var digest = sha256();
        digest.update(before);
        add(digest, Long.toString(number));
        add(digest, Long.toString(row.position()));
        add(digest, row.at().toString());
        row.columns().forEach(column -> add(digest, column));
        return digest.digest();
    }

    /** Length first, so that no text can reach over into the next column. */
    private static void add(MessageDigest digest, @Nullable String text) {
        var bytes = Objects.requireNonNullElse(text, "").getBytes(StandardCharsets.UTF_8);
        var length = text == null ? -1 : bytes.length;
        digest.update(new byte[] {(byte) (length >> 24), (byte) (length >> 16), (byte) (length >> 8), (byte) length});
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
