package dev.moru.contracts.server;

import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Stops a server; one that is stopped already is a success.
 *
 * @param force pulls the plug instead of asking the guest
 */
@MessageType(value = "dev.moru.server.stop.v1", topics = Topics.PROVISIONING_COMMANDS, isPublic = false)
public record StopServer(
        boolean force, @Nullable UUID retryOf, @Nullable UUID parent) implements ServerCommand {}
