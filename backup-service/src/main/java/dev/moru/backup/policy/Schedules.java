package dev.moru.backup.policy;

import java.util.Optional;

/** Reads schedules. */
@FunctionalInterface
public interface Schedules {

    /** Empty when the text is none, or the time zone is unknown. */
    Optional<Schedule> of(Policy policy);
}
