package dev.moru.contracts.backup;

import dev.moru.contracts.Command;
import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;
import java.util.UUID;

/**
 * The accepted state of a backup policy; the subject is its id.
 *
 * @param revision counts the accepted states of the resource, from 1
 */
@MessageType(value = "dev.moru.backup-policy.apply.v1", topics = Topics.BACKUP_COMMANDS, isPublic = false)
public record ApplyBackupPolicy(UUID id, String name, long revision, BackupPolicySpec spec) implements Command {}
