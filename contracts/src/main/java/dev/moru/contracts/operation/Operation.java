package dev.moru.contracts.operation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The whole document of an operation, as its owner reports it and as the API shows it. Every report carries all of it, so
 * that a reader replaces what it had.
 *
 * @param kind for example {@code server.create}
 * @param project absent for operations of the installation
 * @param actor {@code user:}, {@code token:}, {@code policy:} or {@code system:} and a name
 * @param progress from 0 to 1
 * @param createdAt when the gateway accepted it
 * @param deadlineAt when it ends {@code TIMED_OUT} at the latest
 * @param result what it produced, by kind; absent until it has succeeded
 * @param simulated whether a step only pretended, because its site is a simulation
 * @param cancelReason why a cancel was refused
 */
public record Operation(
        UUID id,
        String kind,
        @Nullable String project,
        @Nullable String site,
        OperationTarget target,
        String actor,
        OperationState state,
        double progress,
        Instant createdAt,
        @Nullable Instant startedAt,
        Instant updatedAt,
        @Nullable Instant endedAt,
        Instant deadlineAt,
        List<Step> steps,
        @Nullable OperationFailure error,
        @Nullable Map<String, Object> result,
        List<String> warnings,
        boolean simulated,
        @Nullable CancelState cancel,
        @Nullable String cancelReason,
        @Nullable CleanupState cleanup,
        @Nullable UUID retryOf,
        @Nullable UUID parent,
        ChildCounts children) {

    public Operation {
        steps = steps == null ? List.of() : List.copyOf(steps);
        warnings = warnings == null ? List.of() : List.copyOf(warnings);
        children = children == null ? ChildCounts.NONE : children;
    }
}
