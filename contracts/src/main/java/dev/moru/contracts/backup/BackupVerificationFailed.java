package dev.moru.contracts.backup;

import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;

/** A machine could not be restored from a backup, or has not come up. */
@MessageType(value = "dev.moru.backup.verification-failed.v1", topics = Topics.BACKUP_EVENTS)
public record BackupVerificationFailed(Backup backup) implements BackupEvent {}
