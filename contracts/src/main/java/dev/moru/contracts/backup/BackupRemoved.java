package dev.moru.contracts.backup;

import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;

/** A backup is gone. */
@MessageType(value = "dev.moru.backup.removed.v1", topics = Topics.BACKUP_EVENTS)
public record BackupRemoved(Backup backup, RemovalReason reason) implements BackupEvent {}
