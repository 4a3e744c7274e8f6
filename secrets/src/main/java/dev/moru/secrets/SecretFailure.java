package dev.moru.secrets;

import org.jspecify.annotations.Nullable;

/** A secret could not be kept or fetched. The message names the reference and never the value. */
public final class SecretFailure extends RuntimeException {

    /** What kind of failure it is. */
    public enum Reason {
        /** There is no such secret, or it was deleted. */
        MISSING,
        /** What is stored is not what was put there, or was sealed with a key that is not here. */
        DAMAGED,
        /** The store does not let this service do that. */
        REFUSED,
        /** The store is away or sealed; later it may answer. */
        UNAVAILABLE
    }

    private final Reason reason;

    public SecretFailure(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Whether the same call can succeed later without a change by a person. */
    public boolean isRetryable() {
        return reason == Reason.UNAVAILABLE;
    }
}
