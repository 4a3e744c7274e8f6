package dev.moru.backup.turn;

import dev.moru.contracts.turn.HandedTurn;
import dev.moru.contracts.turn.TurnAnswered;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The last turn on a server that was handed to this service.
 *
 * @param expiresAt when it must have come to rest; null when it was stopped before it came
 * @param backup that is taken in it; null when none is
 * @param nextLine the number of its next line in the operation's log
 * @param answer null as long as it goes on
 */
public record BackupTurn(
        UUID server,
        HandedTurn turn,
        Origin origin,
        @Nullable Instant expiresAt,
        @Nullable UUID backup,
        long nextLine,
        @Nullable TurnAnswered answer) {

    static BackupTurn handed(UUID server, HandedTurn turn, Origin origin, @Nullable Instant expiresAt) {
        return new BackupTurn(server, turn, origin, expiresAt, null, turn.firstLine(), null);
    }

    BackupTurn taking(UUID id) {
        return new BackupTurn(server, turn, origin, expiresAt, id, nextLine, answer);
    }

    BackupTurn logged(int lines) {
        return new BackupTurn(server, turn, origin, expiresAt, backup, nextLine + lines, answer);
    }

    BackupTurn answered(TurnAnswered given) {
        return new BackupTurn(server, turn, origin, expiresAt, backup, nextLine, given);
    }

    /** Whether this is the part of a turn in which a backup is taken; the number of a turn is shared by all of its parts. */
    public boolean isTaking(UUID id) {
        return id.equals(backup);
    }

    boolean isOpen() {
        return answer == null;
    }

    public boolean isPast(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }
}
