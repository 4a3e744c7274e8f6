package dev.moru.backup.turn;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a turn came from, for its answer.
 *
 * @param command the message that handed it over, or has stopped what never came
 * @param actor who asked for the operation
 */
public record Origin(
        UUID command,
        @Nullable String actor,
        @Nullable String project,
        @Nullable String site,
        @Nullable String traceparent) {}
