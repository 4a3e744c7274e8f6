package dev.moru.secrets.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {

    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path directory;

    @Test
    void readsTheSameKeyRawAndInBase64() throws IOException {
        var raw = KeyFile.read(aFile(KEY, "rw-------"));
        var encoded = KeyFile.read(aFile((Base64.getEncoder().encodeToString(KEY) + "\n").getBytes(), "r--------"));

        assertThat(raw.key().getEncoded()).isEqualTo(KEY);
        assertThat(encoded).isEqualTo(raw);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw----r--", "rw--w----", "rwx------", "rw-rw-rw-"})
    void refusesAFileThatIsOpenToOthers(String mode) throws IOException {
        var file = aFile(KEY, mode);

        assertThatExceptionOfType(UnusableKey.class)
                .isThrownBy(() -> KeyFile.read(file))
                .withMessageContainingAll(file.toString(), mode, "make it 0600");
    }

    @Test
    void takesAGroupReadableFileOfRootOnly() throws IOException {
        var file = aFile(KEY, "rw-r-----");

        if (Integer.valueOf(0).equals(Files.getAttribute(file, "unix:uid"))) {
            assertThat(KeyFile.read(file).key().getEncoded()).isEqualTo(KEY);
        } else {
            assertThatExceptionOfType(UnusableKey.class).isThrownBy(() -> KeyFile.read(file));
        }
    }

    @Test
    void judgesTheFileBehindALink() throws IOException {
        var link = Files.createSymbolicLink(directory.resolve("link"), aFile(KEY, "rw-r--r--"));

        assertThatExceptionOfType(UnusableKey.class).isThrownBy(() -> KeyFile.read(link));
    }

    @Test
    void saysWhichFileIsMissing() {
        var file = directory.resolve("absent");

        assertThatExceptionOfType(UnusableKey.class)
                .isThrownBy(() -> KeyFile.read(file))
                .withMessageContainingAll(file.toString(), "does not exist");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "not base64 at all, and longer than thirty-two bytes", "c2hvcnQ="})
    void refusesWhatIsNoKeyWithoutQuotingIt(String content) throws IOException {
        var file = aFile(content.getBytes(StandardCharsets.US_ASCII), "rw-------");

        assertThatExceptionOfType(UnusableKey.class)
                .isThrownBy(() -> KeyFile.read(file))
                .withMessageContaining("must hold 32 bytes")
                .withNoCause();
    }

    @Test
    void doesNotPrintTheKey() {
        assertThat(MasterKey.of(KEY).toString()).matches("MasterKey\\[[0-9a-f]{16}]");
    }

    private Path aFile(byte[] content, String mode) throws IOException {
        var file = Files.createTempFile(directory, "master", ".key");
        Files.write(file, content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }
}
