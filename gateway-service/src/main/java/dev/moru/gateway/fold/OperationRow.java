package dev.moru.gateway.fold;

import dev.moru.contracts.operation.CancelState;
import dev.moru.contracts.operation.Operation;
import dev.moru.contracts.operation.OperationState;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An operation as it is stored, and what has been reported of it since.
 *
 * @param state of the stored row, or of the newest report
 * @param accepted whether it was accepted here; others come from inside, such as a policy's
 * @param cancel what is stored of a request to cancel it
 * @param changed when the stored row was changed last, by a report or by a request to cancel
 * @param reported the time of the newest report
 * @param report the newest report that is to be written; null when there is none
 */
record OperationRow(
        UUID id,
        OperationState state,
        boolean accepted,
        @Nullable CancelState cancel,
        Instant changed,
        Instant reported,
        @Nullable Operation report) {

    static OperationRow fromInside(UUID id) {
        return new OperationRow(id, OperationState.ACCEPTED, false, null, Instant.MIN, Instant.MIN, null);
    }

    /**
     * An end is final: what comes later of the same operation is void, but for the note that it was cleaned up. Of progress
     * the newest counts, for a dead letter may be handled late.
     */
    boolean takes(Operation next, boolean cleanedUp) {
        if (state.isTerminal()) {
            return cleanedUp && next.state() == state;
        }
        return next.state().isTerminal() || !next.updatedAt().isBefore(reported);
    }

    OperationRow with(Operation next) {
        return new OperationRow(id, next.state(), accepted, cancel, changed, next.updatedAt(), withCancel(next));
    }

    /** The owner may not have read the request to cancel when it wrote its report. */
    private Operation withCancel(Operation next) {
        boolean answered = next.cancel() != null && !next.updatedAt().isBefore(changed);
        if (cancel != CancelState.REQUESTED || answered || next.state().isTerminal()) {
            return next;
        }
        return new Operation(
                next.id(),
                next.kind(),
                next.project(),
                next.site(),
                next.target(),
                next.actor(),
                next.state(),
                next.progress(),
                next.createdAt(),
                next.startedAt(),
                next.updatedAt(),
                next.endedAt(),
                next.deadlineAt(),
                next.steps(),
                next.error(),
                next.result(),
                next.warnings(),
                next.simulated(),
                CancelState.REQUESTED,
                null,
                next.cleanup(),
                next.retryOf(),
                next.parent(),
                next.children());
    }
}
