package dev.moru.contracts.server;

import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stops and starts a running server. */
@MessageType(value = "dev.moru.server.reboot.v1", topics = Topics.PROVISIONING_COMMANDS, isPublic = false)
public record RebootServer(@Nullable UUID retryOf, @Nullable UUID parent) implements ServerCommand {}
