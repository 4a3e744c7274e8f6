package dev.moru.launcher.home;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.util.Arrays;
import java.util.Base64;

/**
 * An Ed25519 key as OpenSSH keeps it, without a passphrase. {@code ssh-keygen} may not be there.
 *
 * @see <a href="https://cvsweb.openbsd.org/src/usr.bin/ssh/PROTOCOL.key">the format</a>
 */
final class SshKey {

    private static final String TYPE = "ssh-ed25519";
    private static final String MAGIC = "openssh-key-v1\0";
    private static final String BEGIN = "-----BEGIN OPENSSH PRIVATE KEY-----";
    private static final String END = "-----END OPENSSH PRIVATE KEY-----";

    private static final int KEY_BYTES = 32;
    private static final int BLOCK = 8;
    private static final int LINE = 70;

    private SshKey() {}

    /** The content of a new file of a private key. */
    static String make(String comment) {
        try {
            var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            var seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
            // The end of a SubjectPublicKeyInfo is the key itself (RFC 8410).
            var encoded = pair.getPublic().getEncoded();
            var point = Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length);
            return armoured(file(seed, point, comment));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no Ed25519", e);
        }
    }

    /** The line of {@code authorized_keys} that lets in whoever has the private key. */
    static String publicLine(String privateKey, String comment) {
        var body = privateKey.replace(BEGIN, "").replace(END, "");
        var file = ByteBuffer.wrap(Base64.getMimeDecoder().decode(body));
        file.position(MAGIC.length());
        for (int i = 0; i < 3; i++) {
            next(file);
        }
        file.getInt();
        return TYPE + " " + Base64.getEncoder().encodeToString(next(file)) + " " + comment;
    }

    private static byte[] next(ByteBuffer file) {
        var value = new byte[file.getInt()];
        file.get(value);
        return value;
    }

    private static byte[] file(byte[] seed, byte[] point, String comment) {
        var publicKey = new Fields().text(TYPE).value(point).bytes();
        return new Fields()
                .raw(MAGIC.getBytes(StandardCharsets.US_ASCII))
                .text("none")
                .text("none")
                .text("")
                .number(1)
                .value(publicKey)
                .value(secrets(seed, point, comment))
                .bytes();
    }

    private static byte[] secrets(byte[] seed, byte[] point, String comment) {
        // The same number twice shows a reader that it has decrypted rightly, where something is encrypted.
        int check = new SecureRandom().nextInt();
        var fields = new Fields()
                .number(check)
                .number(check)
                .text(TYPE)
                .value(point)
                .value(new Fields().raw(seed).raw(point).bytes())
                .text(comment);
        for (int pad = 1; fields.size() % BLOCK != 0; pad++) {
            fields.raw(new byte[] {(byte) pad});
        }
        return fields.bytes();
    }

    private static String armoured(byte[] file) {
        var lines = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(file);
        return BEGIN + "\n" + lines + "\n" + END;
    }

    /** Fields one behind the other, each with its length in front. */
    private static final class Fields {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Fields raw(byte[] bytes) {
            out.writeBytes(bytes);
            return this;
        }

        Fields number(int number) {
            return raw(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
        }

        Fields value(byte[] bytes) {
            return number(bytes.length).raw(bytes);
        }

        Fields text(String text) {
            return value(text.getBytes(StandardCharsets.UTF_8));
        }

        int size() {
            return out.size();
        }

        byte[] bytes() {
            return out.toByteArray();
        }
    }
}
