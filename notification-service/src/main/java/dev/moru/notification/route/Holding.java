package dev.moru.notification.route;

import java.time.Instant;

/**
 * That an event is to be sent with others.
 *
 * @param key what those have in common
 * @param until when they are sent
 */
public record Holding(Kind kind, String key, Instant until) {

    /** Why events are held. */
    public enum Kind {
        /** The first of them is sent at once and opens the window. */
        WINDOW,
        QUIET,
        DIGEST
    }
}
