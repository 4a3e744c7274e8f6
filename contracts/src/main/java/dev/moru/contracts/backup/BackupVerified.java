package dev.moru.contracts.backup;

import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;

/** A machine that was restored from a backup has come up. */
@MessageType(value = "dev.moru.backup.verified.v1", topics = Topics.BACKUP_EVENTS)
public record BackupVerified(Backup backup) implements BackupEvent {}
