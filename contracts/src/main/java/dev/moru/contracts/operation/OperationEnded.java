package dev.moru.contracts.operation;

import dev.moru.contracts.Event;
import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;
import dev.moru.contracts.server.ServerSpec;
import org.jspecify.annotations.Nullable;

/**
 * The one terminal event of an operation.
 *
 * @param spec the server's spec that is in force now; absent when there is no server, or the target is no server
 * @param kept whether the target exists after the operation; a create that left nothing frees its name
 */
@MessageType(value = "dev.moru.operation.ended.v1", topics = Topics.PROVISIONING_EVENTS)
public record OperationEnded(Operation operation, @Nullable ServerSpec spec, boolean kept) implements Event {}
