package dev.moru.contracts.backup;

import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;

/** A backup was not taken; its message says why. */
@MessageType(value = "dev.moru.backup.failed.v1", topics = Topics.BACKUP_EVENTS)
public record BackupFailed(Backup backup) implements BackupEvent {}
