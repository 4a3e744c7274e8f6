package dev.moru.contracts.server;

import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes a backup of a server.
 *
 * @param backup the id that it gets
 * @param storageClass of its site, where it goes; null: where the most room is
 */
@MessageType(value = "dev.moru.server.back-up.v1", topics = Topics.PROVISIONING_COMMANDS, isPublic = false)
public record BackUpServer(
        UUID backup,
        @Nullable String storageClass,
        @Nullable UUID retryOf,
        @Nullable UUID parent) implements ServerCommand {}
