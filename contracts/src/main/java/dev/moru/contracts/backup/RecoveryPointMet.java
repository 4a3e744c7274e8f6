package dev.moru.contracts.backup;

import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;

/** A server's newest backup is as young as its policy wants, or its first is not due yet; the subject is the server's id. */
@MessageType(value = "dev.moru.recovery-point.met.v1", topics = Topics.BACKUP_EVENTS)
public record RecoveryPointMet(RecoveryPoint point) implements RecoveryPointEvent {}
