package dev.moru.contracts.operation;

/** Where an operation is; the last four are terminal, and an operation reaches exactly one of them. */
public enum OperationState {
    ACCEPTED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED,
    TIMED_OUT;

    public boolean isTerminal() {
        return this != ACCEPTED && this != RUNNING;
    }
}
