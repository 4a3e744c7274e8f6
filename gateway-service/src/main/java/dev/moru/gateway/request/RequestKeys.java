package dev.moru.gateway.request;

import dev.moru.gateway.accept.RequestKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes the key by which a request that is sent again is recognised. */
final class RequestKeys {

    private static final String MAC = "HmacSHA256";

    private final SecretKeySpec secret;

    RequestKeys(byte[] secret) {
        this.secret = new SecretKeySpec(secret, MAC);
    }

    /** @param scope what tells apart the uses of one key: caller, method, concrete path, query */
    RequestKey of(String idempotencyKey, byte[] body, String... scope) {
        return new RequestKey(text(sha256(idempotencyKey, scope)), text(mac(body)));
    }

    private static byte[] sha256(String idempotencyKey, String... scope) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : scope) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return digest.digest(idempotencyKey.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] mac(byte[] body) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(secret);
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(byte[] hash) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }
}
