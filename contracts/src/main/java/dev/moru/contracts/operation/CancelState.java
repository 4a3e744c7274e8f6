package dev.moru.contracts.operation;

/** What became of the request to cancel an operation. */
public enum CancelState {
    REQUESTED,
    REFUSED
}
