package dev.moru.contracts.backup;

import dev.moru.contracts.Command;
import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;
import java.util.UUID;

/**
 * Removes what a policy keeps no longer; the subject is the policy's id. For each of its servers {@link BackupsPruned} says what
 * is kept and what is not.
 *
 * @param dryRun whether to say only what would be removed
 */
@MessageType(value = "dev.moru.backup-policy.prune.v1", topics = Topics.BACKUP_COMMANDS, isPublic = false)
public record PruneBackups(UUID policy, boolean dryRun) implements Command {}
