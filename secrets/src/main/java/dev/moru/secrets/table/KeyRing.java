package dev.moru.secrets.table;

import dev.moru.secrets.SecretFailure;
import dev.moru.secrets.SecretFailure.Reason;
import dev.moru.secrets.SecretReference;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals with the current key and opens with any key it has. AES-256-GCM with the reference as associated data, so that a
 * value moved to another row does not open there.
 */
final class KeyRing {

    private static final String CIPHER = "AES/GCM/NoPadding";
    // NIST SP 800-38D: 96 bits, at random, for at most 2^32 values under one key.
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final MasterKey current;
    private final Map<String, SecretKey> keys;
    private final SecureRandom random;

    KeyRing(MasterKey current, List<MasterKey> previous, SecureRandom random) {
        this.current = current;
        this.keys = Stream.concat(Stream.of(current), previous.stream())
                .collect(Collectors.toUnmodifiableMap(MasterKey::id, MasterKey::key, (first, same) -> first));
        this.random = random;
    }

    List<String> previousKeyIds() {
        return keys.keySet().stream().filter(id -> !id.equals(current.id())).toList();
    }

    SealedValue seal(SecretReference reference, byte[] value) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            return new SealedValue(
                    current.id(),
                    nonce,
                    cipher(Cipher.ENCRYPT_MODE, current.key(), nonce, reference).doFinal(value));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JVM has no " + CIPHER, e);
        }
    }

    /** @throws SecretFailure when no key opens the value for this reference */
    byte[] open(SecretReference reference, SealedValue value) {
        var key = keys.get(value.keyId());
        if (key == null) {
            throw new SecretFailure(
                    Reason.DAMAGED,
                    "%s was sealed with the key %s, which is not here".formatted(reference, value.keyId()),
                    null);
        }
        try {
            return cipher(Cipher.DECRYPT_MODE, key, value.nonce(), reference).doFinal(value.ciphertext());
        } catch (AEADBadTagException e) {
            throw new SecretFailure(Reason.DAMAGED, reference + " is not what was sealed there", e);
        } catch (GeneralSecurityException e) {
            throw new SecretFailure(Reason.DAMAGED, reference + " is no sealed value", e);
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, SecretReference reference)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(reference.toString().getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
