package dev.moru.contracts.turn;

import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;
import dev.moru.contracts.server.ServerSnapshot;

/** Removes all backups of a server that is deleted. */
@MessageType(value = "dev.moru.server.remove-backups.v1", topics = Topics.BACKUP_COMMANDS, isPublic = false)
public record RemoveBackups(HandedTurn turn, ServerSnapshot server) implements TurnCommand {}
