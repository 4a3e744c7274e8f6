package dev.moru.lab.guest;

/** A host did not do what it should; the message is for people. */
public final class GuestFailure extends RuntimeException {

    public GuestFailure(String message) {
        super(message);
    }
}
