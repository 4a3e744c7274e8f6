package dev.moru.provisioning.server;

/** Why an effect is asked to stop. */
public enum StopReason {
    CANCEL,
    DEADLINE
}
