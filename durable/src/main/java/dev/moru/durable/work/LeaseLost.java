package dev.moru.durable.work;

/** The item has been given to another holder: stop, and write nothing. */
public final class LeaseLost extends RuntimeException {

    public LeaseLost(String message) {
        super(message);
    }
}
