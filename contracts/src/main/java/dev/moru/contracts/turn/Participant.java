package dev.moru.contracts.turn;

/** A service that takes part in turns on servers. One that is not in the installation is absent from every operation (ADR 13). */
public enum Participant {
    CONFIG,
    MONITORING,
    BACKUP
}
