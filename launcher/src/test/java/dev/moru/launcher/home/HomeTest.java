package dev.moru.launcher.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {

    @TempDir
    Path directory;

    private Home home;

    @BeforeEach
    void open() {
        home = Home.open(directory.resolve("home"));
    }

    @AfterEach
    void close() {
        home.close();
    }

    @Test
    void keepsTheFirstPassword() {
        home.keptAdminPassword(() -> new Secret("first"));

        assertThat(home.keptAdminPassword(() -> new Secret("second")).value()).isEqualTo("first");
    }

    @Test
    void closesSecretsToOthers() throws IOException {
        home.keptAdminPassword(() -> new Secret("secret"));

        assertThat(permissions(home.adminPassword())).isEqualTo("rw-------");
        assertThat(permissions(home.masterKey())).isEqualTo("rw-------");
    }

    @Test
    void makesAKeyOf256Bits() throws IOException {
        assertThat(Base64.getDecoder().decode(Files.readString(home.masterKey()).strip()))
                .hasSize(32);
    }

    @Test
    void makesAKeyThatOpenSshReads() throws Exception {
        var line = home.managementKeyLine();

        assertThat(permissions(home.managementKey())).isEqualTo("rw-------");
        assumeThat(onPath("ssh-keygen")).as("ssh-keygen is installed").isTrue();
        var reader = new ProcessBuilder(
                        "ssh-keygen", "-y", "-f", home.managementKey().toString())
                .redirectErrorStream(true)
                .start();
        var read = new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(read).isEqualTo(line).matches("ssh-ed25519 [A-Za-z0-9+/]{68} moru-management");
    }

    @Test
    void keepsItsManagementKey() throws IOException {
        var line = home.managementKeyLine();
        Files.delete(home.directory().resolve("management-key.pub"));
        home.close();
        open();

        assertThat(home.managementKeyLine()).isEqualTo(line);
    }

    private static boolean onPath(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    @Test
    void keepsItsNameOverARestart() {
        var first = home.installation();
        home.close();
        open();

        assertThat(home.installation()).isEqualTo(first);
    }

    @Test
    void repeatsWhatWasCutShortButNothingElse() {
        var runs = new ArrayList<String>();
        try {
            home.once("task", () -> {
                runs.add("failed");
                throw new IllegalStateException();
            });
        } catch (IllegalStateException e) {
            runs.add("caught");
        }
        home.once("task", () -> runs.add("done"));
        home.once("task", () -> runs.add("again"));

        assertThat(runs).containsExactly("failed", "caught", "done");
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
