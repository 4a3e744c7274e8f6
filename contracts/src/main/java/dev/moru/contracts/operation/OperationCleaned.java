package dev.moru.contracts.operation;

import dev.moru.contracts.Event;
import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;

/** What an ended operation had left behind with {@code cleanup: PENDING} is gone; name, VM id and addresses are free. */
@MessageType(value = "dev.moru.operation.cleaned.v1", topics = Topics.PROVISIONING_EVENTS)
public record OperationCleaned(Operation operation) implements Event {}
