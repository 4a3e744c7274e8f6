package dev.moru.config.turn;

import dev.moru.contracts.server.ServerSnapshot;
import dev.moru.contracts.turn.ConfigureServer;
import dev.moru.contracts.turn.TurnAnswered;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A turn on a server that was handed to this service.
 *
 * @param expiresAt when it must have come to rest, by the clock of the database
 * @param play the run that it waits for or is part of; null once it is answered
 * @param stopRequested whether it shall be given back as soon as nothing goes on
 * @param breaks how many plays of it came to no end of their own, or left its host out because an earlier one may go on
 * @param nextLine the number of its next line in the operation's log
 * @param answer null until it is given back
 */
public record Turn(
        UUID server,
        ConfigureServer command,
        Origin origin,
        Instant expiresAt,
        @Nullable UUID play,
        boolean stopRequested,
        int breaks,
        long nextLine,
        @Nullable TurnAnswered answer) {

    static Turn handed(UUID server, ConfigureServer command, Origin origin, Instant expiresAt) {
        return new Turn(
                server,
                command,
                origin,
                expiresAt,
                null,
                false,
                0,
                command.turn().firstLine(),
                null);
    }

    public TurnId id() {
        return new TurnId(server, command.turn().number());
    }

    public UUID operation() {
        return command.turn().operation();
    }

    ServerSnapshot snapshot() {
        return command.server();
    }

    public Optional<TurnAnswered> knownAnswer() {
        return Optional.ofNullable(answer);
    }

    boolean isExpired(Instant now) {
        return !expiresAt.isAfter(now);
    }

    Turn waitingFor(UUID nextPlay) {
        return new Turn(server, command, origin, expiresAt, nextPlay, stopRequested, breaks, nextLine, null);
    }

    Turn askedToStop() {
        return new Turn(server, command, origin, expiresAt, play, true, breaks, nextLine, answer);
    }

    Turn broken() {
        return new Turn(server, command, origin, expiresAt, play, stopRequested, breaks + 1, nextLine, answer);
    }

    Turn answered(TurnAnswered given) {
        return new Turn(server, command, origin, expiresAt, null, stopRequested, breaks, nextLine, given);
    }

    /**
     * Turns of one party can be played together: what tells them apart is no more than the host. Tenants are kept apart,
     * because the hosts of a play could read each other's variables.
     */
    String party() {
        return (command.check() ? "check" : "apply") + ":" + snapshot().project();
    }
}
