package dev.moru.lab.api;

import java.time.Duration;

/**
 * Thrown where a lock is held by somebody else. Whoever runs the work runs it again from its start when the lock is
 * free, or fails it with the message when the patience is over. So it may only be thrown before anything was changed.
 */
public final class Busy extends RuntimeException {

    private final String lock;
    private final Duration patience;

    public Busy(String lock, Duration patience, String message) {
        super(message, null, false, false);
        this.lock = lock;
        this.patience = patience;
    }

    public String lock() {
        return lock;
    }

    public Duration patience() {
        return patience;
    }

    public String message() {
        return String.valueOf(getMessage());
    }
}
