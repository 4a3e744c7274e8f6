package dev.moru.lab.estate;

/** The estate can't be simulated; the message is one line for the person who wrote it. */
public final class EstateException extends RuntimeException {

    public EstateException(String message) {
        super(message);
    }
}
