package dev.moru.config.turn;

import dev.moru.config.play.PlayLine;
import dev.moru.contracts.turn.TurnAnswered;
import java.util.List;
import java.util.UUID;

/** Tells the owner of turns how they fare, in the running transaction. */
public interface Answers {

    /** Gives a turn back. */
    void tell(UUID server, Origin origin, TurnAnswered answer);

    /** Tells that a turn has come further. */
    void progress(Turn turn, String message);

    /** Adds lines to the log of the turn's operation, of which the first gets this number. */
    void log(Turn turn, long from, List<PlayLine> lines);
}
