package dev.moru.monitoring.watch;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps the last turn of each server. Writes join the running transaction. */
public interface WatchTurns {

    /** Nobody else changes it until the transaction ends, nor makes one where there is none. */
    Optional<WatchTurn> lock(UUID server);

    Optional<WatchTurn> find(UUID server);

    void store(WatchTurn turn);

    /** In the order of the servers' ids, behind one. */
    List<WatchTurn> answered(UUID behind, int atMost);

    /** By the clock that judges what has expired. */
    Instant now();
}
