package dev.moru.contracts.turn;

import dev.moru.contracts.Command;
import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;

/**
 * Asks a participant to stop a turn that was handed to it. It answers that turn as always, when nothing goes on any more; a
 * turn that it has answered, or never got, it answers again as it did, or as stopped.
 */
@MessageType(
        value = "dev.moru.turn.stop.v1",
        topics = {Topics.CONFIG_COMMANDS, Topics.MONITORING_COMMANDS, Topics.BACKUP_COMMANDS},
        isPublic = false)
public record StopTurn(HandedTurn turn, String reason) implements Command {}
