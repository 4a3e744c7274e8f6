package dev.moru.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherIT {

    @TempDir
    Path home;

    private int ports;

    @BeforeEach
    void choosePorts() {
        ports = LauncherProcess.freePortBase();
    }

    @Test
    void saysThatItIsReadyAndEndsWithSuccessWhenItIsTerminated() throws Exception {
        try (var launcher = start().awaitReady()) {
            assertThat(launcher.out()).containsExactly("MORU READY http://127.0.0.1:" + ports);
            assertThat(launcher.err()).singleElement().asString().startsWith("The password of admin is ");
            assertThat(home.resolve("log/moru.log")).isNotEmptyFile();

            launcher.terminate();

            assertThat(launcher.exitCode()).isZero();
        }
    }

    @Test
    void refusesASecondLauncherOnTheSameHome() throws Exception {
        try (var first = start().awaitReady();
                var second = start()) {
            assertThat(second.exitCode()).isOne();
            assertThat(second.err()).containsExactly("moru: Another launcher is running on " + home);
            assertThat(first.out()).hasSize(1);
        }
    }

    @Test
    void startsAgainAfterItWasKilled() throws Exception {
        try (var killed = start().awaitReady()) {
            killed.kill();
        }
        var password = Files.readString(home.resolve("admin-password"));

        try (var next = start().awaitReady()) {
            assertThat(next.err()).noneMatch(line -> line.contains("password"));
            assertThat(Files.readString(home.resolve("admin-password"))).isEqualTo(password);
        }
    }

    @Test
    void bringsAKilledDatabaseBack() throws Exception {
        try (var launcher = start().awaitReady()) {
            var killed = postmaster();
            ProcessHandle.of(killed).orElseThrow().destroyForcibly();

            await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> postmaster() != killed);
            launcher.terminate();

            assertThat(launcher.exitCode()).isZero();
        }
    }

    @Test
    void saysInOneLineThatAPortIsInUse() throws Exception {
        try (var taken = new ServerSocket(ports, 1, InetAddress.getByName("127.0.0.1"));
                var launcher = start(Map.of("MORU_ADMIN_PASSWORD", "given"))) {
            assertThat(launcher.exitCode()).isOne();
            assertThat(launcher.err())
                    .containsExactly("moru: Port %d on 127.0.0.1 is in use, so the gateway cannot start"
                            .formatted(taken.getLocalPort()));
            assertThat(launcher.out()).isEmpty();
        }
    }

    @Test
    void saysInOneLineWhatIsWrongWithTheEnvironment() throws Exception {
        try (var launcher = start(Map.of("MORU_ADMIN_TOKEN", "short"))) {
            assertThat(launcher.exitCode()).isOne();
            assertThat(launcher.err()).containsExactly("moru: MORU_ADMIN_TOKEN is shorter than 32 characters");
        }
    }

    @Test
    void saysInOneLineThatAParticipantIsNotHere() throws Exception {
        try (var launcher = start(Map.of("MORU_ADMIN_PASSWORD", "given", "MORU_PARTICIPANTS", "config,archive"))) {
            assertThat(launcher.exitCode()).isOne();
            assertThat(launcher.err())
                    .singleElement()
                    .asString()
                    .startsWith(
                            "moru: MORU_PARTICIPANTS names archive, which no service here provides; there are config,");
        }
    }

    private long postmaster() throws IOException {
        return Long.parseLong(
                Files.readAllLines(home.resolve("postgres/data/postmaster.pid")).get(0));
    }

    private LauncherProcess start() throws IOException {
        return start(Map.of());
    }

    private LauncherProcess start(Map<String, String> environment) throws IOException {
        return LauncherProcess.start(home, ports, environment);
    }
}
