package dev.moru.contracts.server;

import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Deletes a server and everything that belongs to it.
 *
 * @param backups null: they are kept
 */
@MessageType(value = "dev.moru.server.delete.v1", topics = Topics.PROVISIONING_COMMANDS, isPublic = false)
public record DeleteServer(
        @Nullable BackupsOnDelete backups,
        @Nullable UUID retryOf,
        @Nullable UUID parent) implements ServerCommand {}
