package dev.moru.secrets;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.security.auth.Destroyable;
import org.jspecify.annotations.Nullable;

/** A secret in memory, for as long as it is used. It does not print, does not serialise, and can be wiped. */
public final class SecretValue implements Destroyable, AutoCloseable {

    private final byte[] bytes;
    private boolean destroyed;

    private SecretValue(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Keeps a copy; the caller wipes its own. */
    public static SecretValue of(byte[] bytes) {
        return new SecretValue(bytes.clone());
    }

    /** Keeps a copy in UTF-8; the caller wipes its own. */
    public static SecretValue of(char[] chars) {
        var encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(chars));
        try {
            return new SecretValue(Arrays.copyOf(encoded.array(), encoded.limit()));
        } finally {
            Arrays.fill(encoded.array(), (byte) 0);
        }
    }

    public static SecretValue of(String text) {
        return new SecretValue(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A copy of the value, which the caller wipes. */
    public synchronized byte[] bytes() {
        requireIntact();
        return bytes.clone();
    }

    /** A copy of the value read as UTF-8, which the caller wipes. */
    public synchronized char[] chars() {
        requireIntact();
        var decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes));
        try {
            return Arrays.copyOf(decoded.array(), decoded.limit());
        } finally {
            Arrays.fill(decoded.array(), '\0');
        }
    }

    /** The value read as UTF-8, for libraries that take nothing but a string; a string can't be wiped. */
    public synchronized String text() {
        requireIntact();
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Overwrites the value; every later access fails. */
    @Override
    public synchronized void destroy() {
        Arrays.fill(bytes, (byte) 0);
        destroyed = true;
    }

    @Override
    public synchronized boolean isDestroyed() {
        return destroyed;
    }

    /** The same as {@link #destroy}. */
    @Override
    public void close() {
        destroy();
    }

    private void requireIntact() {
        if (destroyed) {
            throw new IllegalStateException("The secret was wiped");
        }
    }

    /** Takes the same time wherever the values differ. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SecretValue value && MessageDigest.isEqual(bytes, value.bytes);
    }

    /** The same for all values, because a hash that gets around would help to guess one. */
    @Override
    public int hashCode() {
        return SecretValue.class.hashCode();
    }

    @Override
    public String toString() {
        return "******";
    }
}
