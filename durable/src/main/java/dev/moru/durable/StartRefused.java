package dev.moru.durable;

/** A service does not start, and its message tells a person all that there is to know. */
public final class StartRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StartRefused(String message) {
        super(message);
    }
}
