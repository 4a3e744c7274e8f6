package dev.moru.contracts.operation;

import org.jspecify.annotations.Nullable;

/**
 * Why an operation did not succeed.
 *
 * @param type a stable problem type, as in the catalogue of the API
 * @param step where it happened, if it was in one
 * @param retryable whether {@code :retry} can help without a change by a person
 * @param hint what a person can do about it
 */
public record OperationFailure(
        String type,
        String title,
        String detail,
        @Nullable String step,
        boolean retryable,
        @Nullable String hint) {}
