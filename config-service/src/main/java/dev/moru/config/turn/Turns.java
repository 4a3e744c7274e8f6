package dev.moru.config.turn;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Where turns and the plays that they wait for are kept. All of it takes part in the running transaction. */
public interface Turns {

    /** The clock by which turns expire. */
    Instant now();

    /** @return whether it was neither there before, nor closed, nor followed by a later one */
    boolean add(Turn turn);

    /** Has a turn that was answered without ever having come, and those before it, refused when they do come. */
    void close(TurnId id);

    /** Locks a turn. */
    Optional<Turn> lock(TurnId id);

    /** Locks the turns of a play, in the order of their ids. */
    List<Turn> lockAllOf(UUID play);

    List<Turn> of(UUID play);

    /** Turns that were given back, of each server the last, in the order of their ids and behind one. */
    List<Turn> answered(TurnId behind, int atMost);

    /** Stores what has changed of a turn, except the number of its next line. */
    void store(Turn turn);

    void advance(TurnId id, long nextLine);

    /**
     * The play of a party that has not begun, locked; a new one when there is none, or when it has as many turns as it may.
     */
    Gathering gather(String party, int largest);

    /** From here on nobody joins the play. */
    void begin(UUID play);

    /** Whether a play has begun. It stays as it is until the end of the transaction. */
    boolean hasBegun(UUID play);

    void remove(UUID play);

    /**
     * A play that turns can join.
     *
     * @param isNew whether nobody performs it yet
     */
    record Gathering(UUID play, boolean isNew) {}
}
