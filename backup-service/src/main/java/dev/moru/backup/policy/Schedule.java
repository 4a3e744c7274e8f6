package dev.moru.backup.policy;

import java.time.Instant;
import java.util.Optional;

/** When backups are due. */
@FunctionalInterface
public interface Schedule {

    /** The first time after this one; empty when there is none any more. */
    Optional<Instant> after(Instant time);
}
