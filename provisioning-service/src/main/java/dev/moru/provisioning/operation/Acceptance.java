package dev.moru.provisioning.operation;

import dev.moru.contracts.operation.ChildCounts;
import dev.moru.contracts.operation.Operation;
import dev.moru.contracts.operation.OperationState;
import dev.moru.contracts.operation.OperationTarget;
import dev.moru.contracts.operation.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An operation as the gateway has accepted it.
 *
 * @param expiresAt its deadline; absent: its kind's own, from the acceptance
 */
public record Acceptance(
        UUID operation,
        @Nullable String project,
        @Nullable String site,
        @Nullable String actor,
        Instant acceptedAt,
        @Nullable Instant expiresAt,
        @Nullable UUID retryOf,
        @Nullable UUID parent) {

    /** The operation's first document. */
    public Operation document(String kind, OperationTarget target, List<String> steps, Duration allowance) {
        return new Operation(
                operation,
                kind,
                project,
                site,
                target,
                actor == null ? "system:unknown" : actor,
                OperationState.ACCEPTED,
                0,
                acceptedAt,
                null,
                acceptedAt,
                null,
                expiresAt == null ? acceptedAt.plus(allowance) : expiresAt,
                steps.stream().map(Step::pending).toList(),
                null,
                null,
                List.of(),
                false,
                null,
                null,
                null,
                retryOf,
                parent,
                ChildCounts.NONE);
    }
}
