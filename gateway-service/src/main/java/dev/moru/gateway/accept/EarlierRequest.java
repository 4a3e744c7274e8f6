package dev.moru.gateway.accept;

import dev.moru.contracts.operation.Operation;

/** A request that was accepted before, and what has become of its operation. */
public record EarlierRequest(RequestKey key, Operation operation) {}
