package dev.moru.contracts.turn;

import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;
import dev.moru.contracts.server.ServerSnapshot;

/** Puts a server under the backup policy of its spec. */
@MessageType(value = "dev.moru.server.protect.v1", topics = Topics.BACKUP_COMMANDS, isPublic = false)
public record ProtectServer(HandedTurn turn, ServerSnapshot server) implements TurnCommand {}
