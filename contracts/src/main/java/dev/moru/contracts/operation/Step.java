package dev.moru.contracts.operation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of an operation, as people see it.
 *
 * @param attempt counts from 1; 0 while the step is pending
 * @param waitingFor what holds the step up, absent while it moves
 */
public record Step(
        String name,
        StepState state,
        int attempt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String message,
        @Nullable String waitingFor,
        List<StepRef> refs) {

    public Step {
        refs = refs == null ? List.of() : List.copyOf(refs);
    }

    public static Step pending(String name) {
        return new Step(name, StepState.PENDING, 0, null, null, null, null, List.of());
    }
}
