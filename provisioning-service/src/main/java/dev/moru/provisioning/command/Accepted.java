package dev.moru.provisioning.command;

import dev.moru.durable.Envelope;
import dev.moru.provisioning.operation.Acceptance;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the envelope of a command says about the operation that it starts. */
public final class Accepted {

    private Accepted() {}

    /** @throws IllegalArgumentException when the envelope names no operation */
    public static Acceptance from(Envelope envelope, @Nullable UUID retryOf, @Nullable UUID parent) {
        var context = envelope.context();
        var operation = context.operationId();
        if (operation == null) {
            throw new IllegalArgumentException("command " + envelope.id() + " names no operation");
        }
        return new Acceptance(
                operation,
                context.project(),
                context.site(),
                context.actor(),
                envelope.time(),
                context.expiresAt(),
                retryOf,
                parent);
    }
}
