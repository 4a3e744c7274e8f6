package dev.moru.contracts.turn;

import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;
import dev.moru.contracts.server.ServerSnapshot;
import java.util.UUID;

/**
 * Asks where a backup lies that is to be brought to a server. The answer names its archive, which is not removed until the
 * operation of the turn has ended.
 *
 * @param server that it is brought to, of the same project
 */
@MessageType(value = "dev.moru.backup.locate.v1", topics = Topics.BACKUP_COMMANDS, isPublic = false)
public record LocateBackup(HandedTurn turn, ServerSnapshot server, UUID backup) implements TurnCommand {}
