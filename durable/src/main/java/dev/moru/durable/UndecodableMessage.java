package dev.moru.durable;

import org.jspecify.annotations.Nullable;

/** A record of a topic is not a message, or its body is not what its type says. Trying again does not help. */
public final class UndecodableMessage extends RuntimeException {

    public UndecodableMessage(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
