package dev.moru.contracts.operation;

/** Where a step of an operation is. */
public enum StepState {
    PENDING,
    RUNNING,
    SUCCEEDED,
    FAILED,
    SKIPPED,
    SIMULATED,
    CANCELLED
}
