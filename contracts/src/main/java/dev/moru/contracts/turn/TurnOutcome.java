package dev.moru.contracts.turn;

/** How a participant's part of a turn has ended. */
public enum TurnOutcome {
    SUCCEEDED,
    /** It was pretended, on a site where nothing is real. */
    SIMULATED,
    /** There was nothing to do, or it cannot be done here; the message says why. */
    SKIPPED,
    FAILED,
    /** It was asked to stop, and nothing goes on. */
    STOPPED,
    /** It was read past its {@code expiresat} and not begun, or stopped by itself then. */
    EXPIRED
}
