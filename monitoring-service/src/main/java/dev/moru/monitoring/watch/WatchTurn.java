package dev.moru.monitoring.watch;

import dev.moru.contracts.turn.HandedTurn;
import dev.moru.contracts.turn.TurnAnswered;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The last turn on a server that was handed to this service.
 *
 * @param command the message that has handed it over, or has stopped what never came
 * @param begunAt when it came
 * @param expiresAt when it ends by itself; null when it was stopped before it came
 * @param answer null as long as it goes on
 */
public record WatchTurn(
        UUID server,
        HandedTurn turn,
        UUID command,
        @Nullable String project,
        @Nullable String site,
        Instant begunAt,
        @Nullable Instant expiresAt,
        @Nullable TurnAnswered answer) {

    WatchTurn answered(TurnAnswered given) {
        return new WatchTurn(server, turn, command, project, site, begunAt, expiresAt, given);
    }

    boolean isOpen() {
        return answer == null;
    }

    boolean isPast(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }
}
