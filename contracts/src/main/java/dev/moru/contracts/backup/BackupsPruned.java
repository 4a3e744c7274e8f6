package dev.moru.contracts.backup;

import dev.moru.contracts.Event;
import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;
import java.util.List;
import java.util.UUID;

/**
 * A policy was held against the backups that it has taken of one server; the subject is the server's id. What it keeps no longer is
 * being removed, unless that was only asked for.
 *
 * @param decisions the newest backup first
 */
@MessageType(value = "dev.moru.backup-policy.pruned.v1", topics = Topics.BACKUP_EVENTS)
public record BackupsPruned(
        UUID policy, String name, UUID serverId, String server, boolean dryRun, List<PruneDecision> decisions)
        implements Event {

    public BackupsPruned {
        decisions = List.copyOf(decisions);
    }
}
