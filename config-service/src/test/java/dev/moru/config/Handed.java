package dev.moru.config;

import dev.moru.contracts.server.Login;
import dev.moru.contracts.server.OnFailure;
import dev.moru.contracts.server.Placement;
import dev.moru.contracts.server.ServerPhase;
import dev.moru.contracts.server.ServerSnapshot;
import dev.moru.contracts.server.ServerSpec;
import dev.moru.contracts.server.ServerStatus;
import dev.moru.contracts.turn.ConfigureServer;
import dev.moru.contracts.turn.GuestAccess;
import dev.moru.contracts.turn.HandedTurn;
import dev.moru.contracts.turn.StopTurn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A server, and the turns on it that a test hands over. */
final class Handed {

    final UUID server = UUID.randomUUID();
    final String name = "s" + server;
    UUID operation = UUID.randomUUID();
    private long number;
    private List<String> roles = List.of("web");
    private Map<String, Map<String, Object>> variables = Map.of();
    private boolean simulated;
    private @Nullable String address = "10.0.0.1";

    Handed roles(String... names) {
        roles = List.of(names);
        return this;
    }

    Handed variables(Map<String, Map<String, Object>> values) {
        variables = values;
        return this;
    }

    Handed simulated() {
        simulated = true;
        return this;
    }

    Handed withoutAddress() {
        address = null;
        return this;
    }

    ConfigureServer configure() {
        number++;
        operation = UUID.randomUUID();
        return again(false);
    }

    ConfigureServer check() {
        number++;
        operation = UUID.randomUUID();
        return again(true);
    }

    /** The same turn once more. */
    ConfigureServer again(boolean check) {
        return new ConfigureServer(turn(), snapshot(), new GuestAccess("ssh", address, "moru", null), check);
    }

    StopTurn stop() {
        return new StopTurn(turn(), "a person asked for it");
    }

    HandedTurn turn() {
        return new HandedTurn(number, operation, "configure", 7);
    }

    private ServerSnapshot snapshot() {
        var now = Instant.now();
        var status = new ServerStatus(
                ServerPhase.READY,
                "running",
                "lab",
                "lab1",
                2001,
                List.of(),
                "running",
                null,
                List.of(),
                now,
                List.of());
        return new ServerSnapshot(
                server, name, "default", "vm", "created", "proxmox", spec(), status, simulated, 1, now, now, null);
    }

    private ServerSpec spec() {
        return new ServerSpec(
                name,
                "vm",
                "lab",
                "debian-12",
                null,
                2,
                2048,
                List.of(),
                List.of(),
                Placement.ANYWHERE,
                new Login("moru", List.of()),
                "ssh",
                List.of(),
                "",
                false,
                OnFailure.ROLLBACK,
                Duration.ofMinutes(30),
                roles,
                variables,
                null,
                OnFailure.KEEP);
    }
}
