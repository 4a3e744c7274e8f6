package dev.moru.provisioning.server;

/** A side effect that a turn needs. */
public record TurnWork(long turn, Phase phase) {

    /** Which part of a turn. */
    public enum Phase {
        RESERVE,
        PERFORM,
        COMPENSATE
    }
}
