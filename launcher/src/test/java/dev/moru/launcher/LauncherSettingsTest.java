package dev.moru.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moru.lab.guest.GuestKind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherSettingsTest {

    @TempDir
    Path directory;

    @Test
    void needsNothingToBeSet() {
        var settings = LauncherSettings.from(Map.of());

        assertThat(settings.home()).isEqualTo(Path.of(".moru"));
        assertThat(settings.gatewayUrl()).isEqualTo(URI.create("http://127.0.0.1:8080"));
        assertThat(settings.publicUrl()).isEqualTo(settings.gatewayUrl());
        assertThat(settings.labLatency()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.noopSite()).isFalse();
    }

    @Test
    void readsWhichServicesTakePartInTurns() {
        assertThat(LauncherSettings.from(Map.of()).participants()).isEmpty();
        assertThat(LauncherSettings.from(Map.of("MORU_PARTICIPANTS", "config, monitoring"))
                        .participants())
                .contains(List.of("config", "monitoring"));
        assertThat(LauncherSettings.from(Map.of("MORU_PARTICIPANTS", "none")).participants())
                .contains(List.of());
    }

    @Test
    void countsPortsFromTheFirst() {
        var ports = LauncherSettings.from(Map.of("MORU_PORT_BASE", "9000")).ports();

        assertThat(ports.gateway()).isEqualTo(9000);
        assertThat(ports.service(1)).isEqualTo(9001);
        assertThat(ports.service(5)).isEqualTo(9005);
        assertThat(ports.kafka()).isEqualTo(9010);
        assertThat(ports.postgres()).isEqualTo(9011);
        assertThat(ports.lab()).isEqualTo(9012);
    }

    @Test
    void speaksTlsWhereOthersCanReachIt() {
        var settings = LauncherSettings.from(Map.of("MORU_BIND", "0.0.0.0"));

        assertThat(settings.tls()).isTrue();
        assertThat(settings.gatewayUrl()).isEqualTo(URI.create("https://127.0.0.1:8080"));
    }

    @Test
    void readsASecretFromTheFileThatIsNamed() throws IOException {
        var file = Files.writeString(directory.resolve("password"), "correct horse\n");

        var settings = LauncherSettings.from(Map.of("MORU_ADMIN_PASSWORD_FILE", file.toString()));

        assertThat(settings.adminPassword())
                .hasValueSatisfying(secret -> assertThat(secret.value()).isEqualTo("correct horse"));
        assertThat(settings.toString()).doesNotContain("correct horse");
    }

    @Test
    void refusesAShortToken() {
        assertThatThrownBy(() -> LauncherSettings.from(Map.of("MORU_ADMIN_TOKEN", "short")))
                .isInstanceOf(StartFailure.class)
                .hasMessage("MORU_ADMIN_TOKEN is shorter than 32 characters");
    }

    @Test
    void saysWhichVariableCannotBeRead() {
        assertThatThrownBy(() -> LauncherSettings.from(Map.of("MORU_PORT_BASE", "many")))
                .hasMessage("MORU_PORT_BASE=many is no number");
        assertThatThrownBy(() -> LauncherSettings.from(Map.of("MORU_LAB_LATENCY", "2 seconds")))
                .hasMessage("MORU_LAB_LATENCY=2 seconds is no duration such as PT2S");
        assertThatThrownBy(() -> LauncherSettings.from(Map.of("MORU_PORT_BASE", "65530")))
                .hasMessageContaining("leaves no room");
        assertThatThrownBy(() -> LauncherSettings.from(Map.of("MORU_TLS_CERT", "cert.pem")))
                .hasMessageContaining("belong together");
    }

    @Test
    void refusesGuestsThatItDoesNotKnow() {
        assertThat(LauncherSettings.from(Map.of("MORU_LAB_GUESTS", "nspawn")).labGuests())
                .isEqualTo(GuestKind.NSPAWN);
        assertThatThrownBy(() -> LauncherSettings.from(Map.of("MORU_LAB_GUESTS", "docker")))
                .hasMessage("MORU_LAB_GUESTS: 'docker' is none of simulated, nspawn");
    }
}
