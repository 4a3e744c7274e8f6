package dev.moru.config.play.ansible;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownHostsTest {

    @TempDir
    Path work;

    @Test
    void tellsApartTheKeysOfTwoServersWithOneAddress() throws IOException {
        var play = Plays.of(Plays.host("web-01", "10.0.0.1", Map.of()), Plays.host("web-02", "10.0.0.1", Map.of()));
        var first = Plays.serverOf("web-01") + " ssh-ed25519 AAAA";
        var second = Plays.serverOf("web-02") + " ssh-ed25519 BBBB";

        try (var folder = RunFolder.make(work)) {
            folder.write(KnownHosts.FILE, first + "\njump.example ssh-ed25519 CCCC\n" + second + "\n");

            assertThat(KnownHosts.read(play, folder))
                    .containsOnly(Map.entry("web-01", List.of(first)), Map.entry("web-02", List.of(second)));
        }
    }
}
