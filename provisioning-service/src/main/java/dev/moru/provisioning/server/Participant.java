package dev.moru.provisioning.server;

/** A service that takes part in turns on servers. One that is not in the installation is absent from every operation. */
public enum Participant {
    CONFIG,
    MONITORING,
    BACKUP;

    /** Whether a deletion waits until it has answered. What the others do ends with the server. */
    boolean holdsUpDeletion() {
        return this == BACKUP;
    }
}
