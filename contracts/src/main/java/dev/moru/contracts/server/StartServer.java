package dev.moru.contracts.server;

import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Starts a server; one that runs already is a success. */
@MessageType(value = "dev.moru.server.start.v1", topics = Topics.PROVISIONING_COMMANDS, isPublic = false)
public record StartServer(@Nullable UUID retryOf, @Nullable UUID parent) implements ServerCommand {}
