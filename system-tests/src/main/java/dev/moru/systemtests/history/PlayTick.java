package dev.moru.systemtests.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/**
 * At this moment a play of Ansible was under way for a server, from the ledger of what stands in for Ansible.
 *
 * @param server whom the play configures
 */
public record PlayTick(Instant at, UUID server) {

    /** Each tick in seconds since 1970. */
    public static List<PlayTick> read(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.map(PlayTick::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PlayTick read(String line) {
        var tick = JsonMapper.shared().readTree(line);
        var millis = (long) (tick.path("at").asDouble() * 1000);
        return new PlayTick(
                Instant.ofEpochMilli(millis),
                UUID.fromString(tick.path("server").asString()));
    }
}
