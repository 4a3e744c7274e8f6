package dev.moru.contracts.operation;

import dev.moru.contracts.Command;
import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Asks the owner to cancel an operation. The subject is the operation's own subject, so that it arrives behind it. */
@MessageType(value = "dev.moru.operation.cancel.v1", topics = Topics.PROVISIONING_COMMANDS, isPublic = false)
public record CancelOperation(UUID operation, @Nullable String reason) implements Command {}
