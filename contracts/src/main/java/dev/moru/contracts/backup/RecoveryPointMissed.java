package dev.moru.contracts.backup;

import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;

/** The newest backup of a server is older than its policy allows; the subject is the server's id. */
@MessageType(value = "dev.moru.recovery-point.missed.v1", topics = Topics.BACKUP_EVENTS)
public record RecoveryPointMissed(RecoveryPoint point) implements RecoveryPointEvent {}
