package dev.moru.contracts.backup;

import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;

/** A server can be restored from this backup from now on. */
@MessageType(value = "dev.moru.backup.taken.v1", topics = Topics.BACKUP_EVENTS)
public record BackupTaken(Backup backup) implements BackupEvent {}
