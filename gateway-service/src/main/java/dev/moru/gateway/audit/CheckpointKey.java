package dev.moru.gateway.audit;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;

/** Signs checkpoints with Ed25519. The key lives in the secret store, so that whoever owns the database can't forge them. */
public final class CheckpointKey {

    private static final String ALGORITHM = "Ed25519";

    private final PrivateKey privateKey;
    private final PublicKey publicKey;

    private CheckpointKey(PrivateKey privateKey, PublicKey publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    /** A new key in the form that {@link #of} reads. */
    public static byte[] generate() {
        try {
            var pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            var secret = pair.getPrivate().getEncoded();
            var open = pair.getPublic().getEncoded();
            return ByteBuffer.allocate(Integer.BYTES + secret.length + open.length)
                    .putInt(secret.length)
                    .put(secret)
                    .put(open)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static CheckpointKey of(byte[] stored) {
        var buffer = ByteBuffer.wrap(stored);
        var secret = new byte[buffer.getInt()];
        buffer.get(secret);
        var open = new byte[buffer.remaining()];
        buffer.get(open);
        try {
            var factory = KeyFactory.getInstance(ALGORITHM);
            return new CheckpointKey(
                    factory.generatePrivate(new PKCS8EncodedKeySpec(secret)),
                    factory.generatePublic(new X509EncodedKeySpec(open)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public byte[] sign(long number, byte[] hash) {
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initSign(privateKey);
            signature.update(signed(number, hash));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public boolean verifies(long number, byte[] hash, byte[] given) {
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(publicKey);
            signature.update(signed(number, hash));
            return signature.verify(given);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    private static byte[] signed(long number, byte[] hash) {
        return ByteBuffer.allocate(Long.BYTES + hash.length)
                .putLong(number)
                .put(hash)
                .array();
    }
}
