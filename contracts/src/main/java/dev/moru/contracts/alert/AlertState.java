package dev.moru.contracts.alert;

/** Whether what an alert is about is still so. */
public enum AlertState {
    FIRING,
    RESOLVED
}
