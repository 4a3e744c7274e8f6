package dev.moru.backup.archive;

/** A backup was asked to stop, and nothing of it goes on or is left. */
public final class TakingStopped extends RuntimeException {

    public TakingStopped(String message) {
        super(message);
    }
}
