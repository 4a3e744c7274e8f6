package dev.moru.secrets.table;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key that seals values.
 *
 * @param id derived from the key and stored with each value, so that a value says which key opens it
 */
record MasterKey(String id, SecretKey key) {

    static final int BYTES = 32;

    private static final byte[] ID_LABEL = "moru secrets key id".getBytes(StandardCharsets.US_ASCII);
    private static final int ID_BYTES = 8;

    /** @param material 32 bytes, copied */
    static MasterKey of(byte[] material) {
        if (material.length != BYTES) {
            throw new IllegalArgumentException("A master key has " + BYTES + " bytes, not " + material.length);
        }
        return new MasterKey(idOf(material), new SecretKeySpec(material, "AES"));
    }

    private static String idOf(byte[] material) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(material, "HmacSHA256"));
            return HexFormat.of().formatHex(Arrays.copyOf(mac.doFinal(ID_LABEL), ID_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JVM has no HMAC-SHA256", e);
        }
    }

    @Override
    public String toString() {
        return "MasterKey[" + id + "]";
    }
}
