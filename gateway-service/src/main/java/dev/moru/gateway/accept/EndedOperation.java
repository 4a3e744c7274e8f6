package dev.moru.gateway.accept;

import dev.moru.contracts.Command;
import dev.moru.contracts.operation.Operation;

/** An operation that has ended, with the command that had started it. */
public record EndedOperation(Operation document, Command command) {}
