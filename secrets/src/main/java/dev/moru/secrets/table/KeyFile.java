package dev.moru.secrets.table;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;

/**
 * Reads a master key: 32 bytes, raw or in base64 on one line.
 *
 * <p>The file must be closed to others by the rule that PostgreSQL has for {@code ssl_key_file}: at most 0600, or at most
 * 0640 when it belongs to root, which is how orchestrators mount secrets for a group.
 */
final class KeyFile {

    private static final Set<PosixFilePermission> OWNER =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final Integer ROOT = 0;

    private KeyFile() {}

    static MasterKey read(Path file) {
        try {
            requireClosedToOthers(file);
            var content = Files.readAllBytes(file);
            try {
                return MasterKey.of(decoded(content, file));
            } finally {
                Arrays.fill(content, (byte) 0);
            }
        } catch (NoSuchFileException e) {
            throw new UnusableKey("The master key file " + file + " does not exist", e);
        } catch (IOException e) {
            throw new UnusableKey("The master key file " + file + " can't be read: " + e.getMessage(), e);
        }
    }

    private static void requireClosedToOthers(Path file) throws IOException {
        var attributes = Files.readAttributes(file, "unix:mode,uid,permissions");
        @SuppressWarnings("unchecked")
        var permissions = EnumSet.copyOf((Set<PosixFilePermission>) attributes.get("permissions"));
        var excess = EnumSet.copyOf(permissions);
        excess.removeAll(OWNER);
        if (ROOT.equals(attributes.get("uid"))) {
            excess.remove(PosixFilePermission.GROUP_READ);
        }
        if (!excess.isEmpty()) {
            throw new UnusableKey(
                    "The master key file %s is open to others (%s); make it 0600"
                            .formatted(file, PosixFilePermissions.toString(permissions)),
                    null);
        }
    }

    private static byte[] decoded(byte[] content, Path file) {
        if (content.length == MasterKey.BYTES) {
            return content;
        }
        try {
            var key = Base64.getDecoder().decode(new String(content, StandardCharsets.US_ASCII).strip());
            if (key.length == MasterKey.BYTES) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // Neither form: what was read is kept out of the message and out of the cause.
        }
        throw new UnusableKey(
                "The master key file %s must hold %d bytes, raw or in base64".formatted(file, MasterKey.BYTES), null);
    }
}
