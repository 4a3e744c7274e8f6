package dev.moru.gateway.server;

import dev.moru.contracts.turn.Participant;
import dev.moru.gateway.configuration.Catalog;
import dev.moru.gateway.configuration.ResourceKind;
import dev.moru.gateway.problem.Complaints;
import dev.moru.gateway.problem.ProblemType;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The backup policy that a server is to come under. It is not among what a command needs: the owner of servers has never heard
 * of policies, and would wait for it.
 */
public record PolicyChoice(String project, Catalog catalog, Set<Participant> participants) {

    /** @param name absent or empty: none is asked for */
    public void check(@Nullable String name, Complaints complaints) {
        if (name == null || name.isEmpty()) {
            return;
        }
        var known = catalog.find(ResourceKind.BACKUP_POLICY, project, name).filter(policy -> !policy.deleting());
        if (!participants.contains(Participant.BACKUP)) {
            complaints.add(
                    ProblemType.PARTICIPANT_ABSENT, "/backupPolicy", "no service of this installation takes backups");
        } else if (known.isEmpty()) {
            complaints.unknown("/backupPolicy", "project " + project + " has no backup policy " + name);
        }
    }
}
