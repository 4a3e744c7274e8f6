package dev.moru.contracts.turn;

/** What a turn from inside is for. */
public enum TurnAction {
    CONFIGURE,
    BACK_UP
}
