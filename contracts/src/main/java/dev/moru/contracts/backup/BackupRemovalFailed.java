package dev.moru.contracts.backup;

import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;

/** A backup that was to be removed is still there; its message says why. */
@MessageType(value = "dev.moru.backup.removal-failed.v1", topics = Topics.BACKUP_EVENTS)
public record BackupRemovalFailed(Backup backup) implements BackupEvent {}
