package dev.moru.contracts.server;

/** The one word for how a server is. */
public enum ServerPhase {
    CREATING,
    READY,
    STOPPED,
    UPDATING,
    DELETING,
    DELETED,
    FAILED,
    UNREACHABLE,
    LOST
}
