package dev.moru.contracts.operation;

import dev.moru.contracts.Event;
import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;

/** An operation that has not ended has moved; the newest report replaces the older ones. */
@MessageType(value = "dev.moru.operation.progressed.v1", topics = Topics.PROVISIONING_EVENTS)
public record OperationProgressed(Operation operation) implements Event {}
