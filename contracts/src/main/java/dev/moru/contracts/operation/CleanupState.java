package dev.moru.contracts.operation;

/** Whether something of an ended operation is still to be removed; {@code PENDING} keeps its reservations. */
public enum CleanupState {
    PENDING,
    DONE
}
