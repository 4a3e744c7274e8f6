package dev.moru.systemtests.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The lab's append-only record of what was called and what came of it. */
public record LabLedger(List<Entry> entries) {

    /** One line: a call ({@code method} is set) or an effect ({@code effect} is set). */
    public record Entry(JsonNode line) {

        public Optional<String> effect() {
            return text("effect");
        }

        public Optional<String> method() {
            return text("method");
        }

        public Optional<Integer> vmId() {
            var vmId = line.path("vmid");
            return vmId.isMissingNode() || vmId.isNull() ? Optional.empty() : Optional.of(vmId.asInt());
        }

        public Optional<UUID> operation() {
            return text("operation").map(UUID::fromString);
        }

        /** The archive that an effect is about. */
        public Optional<String> volume() {
            return text("volume");
        }

        /** Empty for an effect. */
        public String path() {
            return text("path").orElse("");
        }

        /** Whether it is a call with an API token, as Moru makes them, and not one of the harness. */
        public boolean isByToken() {
            return text("user").filter(user -> user.contains("!")).isPresent();
        }

        /** What a call was answered; 0 for an effect. */
        public int status() {
            return line.path("status").asInt(0);
        }

        public Instant at() {
            return Instant.parse(line.path("at").asString());
        }

        private Optional<String> text(String field) {
            var value = line.path(field);
            return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value.asString());
        }
    }

    public LabLedger {
        entries = List.copyOf(entries);
    }

    /** The effects of one kind. */
    public Stream<Entry> effects(String kind) {
        return entries.stream()
                .filter(entry -> entry.effect().filter(kind::equals).isPresent());
    }

    public static LabLedger read(Path file) {
        try (var lines = Files.lines(file)) {
            var json = JsonMapper.shared();
            return new LabLedger(lines.filter(line -> !line.isBlank())
                    .map(line -> new Entry(json.readTree(line)))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
