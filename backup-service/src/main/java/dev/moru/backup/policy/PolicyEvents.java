package dev.moru.backup.policy;

import dev.moru.contracts.backup.BackupsPruned;
import dev.moru.contracts.backup.RecoveryPoint;
import dev.moru.contracts.site.Condition;
import java.util.List;
import java.util.UUID;

/** What policies ask for and tell, in the running transaction. */
public interface PolicyEvents {

    void applied(Policy policy, UUID command, List<Condition> conditions);

    void removed(UUID policy, String name, long revision, UUID command);

    /** Asks the owner of servers for a turn of a server, in which a backup is taken. */
    void requestBackup(Policy policy, Protection server);

    void pruned(BackupsPruned pruned, Policy policy, Protection server);

    void missed(RecoveryPoint point, Protection server);

    void met(RecoveryPoint point, Protection server);
}
