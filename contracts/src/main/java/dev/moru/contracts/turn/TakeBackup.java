package dev.moru.contracts.turn;

import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;
import dev.moru.contracts.server.ServerSnapshot;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes a backup of a server.
 *
 * @param backup the id that it gets
 * @param policy that asked for it; null when a person did
 * @param storageClass where it goes; null: where its policy says, or where the most room is
 */
@MessageType(value = "dev.moru.backup.take.v1", topics = Topics.BACKUP_COMMANDS, isPublic = false)
public record TakeBackup(
        HandedTurn turn,
        ServerSnapshot server,
        UUID backup,
        @Nullable UUID policy,
        @Nullable String storageClass) implements TurnCommand {}
