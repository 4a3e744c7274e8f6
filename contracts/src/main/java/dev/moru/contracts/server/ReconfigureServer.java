package dev.moru.contracts.server;

import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Configures a server again.
 *
 * @param check whether to say only what would change
 */
@MessageType(value = "dev.moru.server.reconfigure.v1", topics = Topics.PROVISIONING_COMMANDS, isPublic = false)
public record ReconfigureServer(
        boolean check, @Nullable UUID retryOf, @Nullable UUID parent) implements ServerCommand {}
