package dev.moru.contracts.backup;

/** Where a backup is. */
public enum BackupState {
    /** It is being taken. */
    RUNNING,
    /** A server can be restored from it. */
    AVAILABLE,
    /** It was not taken. */
    FAILED,
    /** It is to be removed, and may be gone at any moment. */
    REMOVING,
    REMOVED
}
