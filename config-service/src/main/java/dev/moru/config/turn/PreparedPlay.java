package dev.moru.config.turn;

import dev.moru.config.play.Play;
import dev.moru.contracts.turn.TurnAnswered;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A play that has begun.
 *
 * @param play null when no turn is left that could be played
 * @param turns those that are played, by the alias of their host
 * @param refused turns that cannot be played, with their answers
 */
public record PreparedPlay(@Nullable Play play, Map<String, Turn> turns, Map<TurnId, TurnAnswered> refused) {

    public PreparedPlay {
        turns = Map.copyOf(turns);
        refused = Map.copyOf(refused);
    }

    public Optional<Play> knownPlay() {
        return Optional.ofNullable(play);
    }
}
