package dev.moru.contracts.backup;

import dev.moru.contracts.Command;
import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;
import java.util.UUID;

/** Removes one backup; the subject is its id. What came of it is told as the backup's events. */
@MessageType(value = "dev.moru.backup.delete.v1", topics = Topics.BACKUP_COMMANDS, isPublic = false)
public record DeleteBackup(UUID backup) implements Command {}
