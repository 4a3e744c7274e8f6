package dev.moru.backup.turn;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Keeps the last turn of each server. Writes join the running transaction. */
public interface BackupTurns {

    /** Nobody else changes it until the transaction ends, nor makes one where there is none. */
    Optional<BackupTurn> lock(UUID server);

    Optional<BackupTurn> find(UUID server);

    void store(BackupTurn turn);

    /** By the clock that judges what has expired. */
    Instant now();
}
