package dev.moru.backup.point;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps restore points. Writes join the running transaction. */
public interface RestorePoints {

    /** Nothing happens where it is known. */
    void add(RestorePoint point);

    void store(RestorePoint point);

    /** Nobody else changes it until the transaction ends. */
    Optional<RestorePoint> lock(UUID id);

    Optional<RestorePoint> find(UUID id);

    /** Those of a server that are available, the newest first. */
    List<RestorePoint> availableOf(UUID server);

    /** Those at a site that are available. */
    List<RestorePoint> availableAt(String site);

    /** Those that an operation holds. */
    List<RestorePoint> lockHeldBy(UUID operation);

    /** By the clock that judges what is late. */
    Instant now();
}
