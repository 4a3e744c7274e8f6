package dev.moru.gateway.accept;

import dev.moru.contracts.Command;
import dev.moru.contracts.operation.Operation;
import java.util.Optional;

/**
 * An operation of the past; whether it has ended, its state tells.
 *
 * @param origin the command that had started it; empty when it was not accepted here
 */
public record EndedOperation(Operation document, Optional<Command> origin) {

    Command command() {
        return origin.orElseThrow();
    }
}
