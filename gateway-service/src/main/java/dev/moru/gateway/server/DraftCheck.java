package dev.moru.gateway.server;

import dev.moru.gateway.problem.Complaints;
import dev.moru.gateway.problem.Problem;
import dev.moru.gateway.problem.ProblemType;
import java.util.Optional;

/** Judges what can be told from a request alone, before anything is looked up. */
public final class DraftCheck {

    private DraftCheck() {}

    public static Optional<Problem> of(ServerDraft draft) {
        var complaints = new Complaints();
        reserved(draft, complaints);
        var limits = new Limits(complaints);
        limits.name("/name", draft.name());
        complaints.require(draft.image() != null, "/image", "an image must be named");
        limits.size(draft.cores(), draft.memoryMiB());
        limits.disks(DraftNeeds.orEmpty(draft.disks()));
        limits.networks(DraftNeeds.orEmpty(draft.networks()));
        limits.tags(draft.tags());
        limits.description(draft.description());
        limits.login(draft.login());
        limits.readiness(draft.readiness());
        limits.deadline(draft.deadline());
        limits.roles(draft.roles());
        return complaints.problem();
    }

    private static void reserved(ServerDraft draft, Complaints complaints) {
        if ("container".equals(draft.kind())) {
            complaints.add(ProblemType.RESERVED, "/kind", "reserved: containers are not built yet");
        } else {
            complaints.require(draft.kind() == null || draft.kind().equals("vm"), "/kind", "vm");
        }
        complaints.reserved("/firewall", draft.firewall());
    }

    public static Optional<Problem> of(ServerPatch patch) {
        var complaints = new Complaints();
        complaints.reserved("/firewall", patch.firewall());
        complaints.require(changesSomething(patch), "", "there is nothing to change");
        var limits = new Limits(complaints);
        limits.size(patch.cores(), patch.memoryMiB());
        limits.disks(DraftNeeds.orEmpty(patch.disks()));
        limits.tags(patch.tags());
        limits.description(patch.description());
        limits.roles(patch.roles());
        return complaints.problem();
    }

    private static boolean changesSomething(ServerPatch patch) {
        return patch.cores() != null
                || patch.memoryMiB() != null
                || patch.disks() != null
                || patch.tags() != null
                || patch.description() != null
                || patch.deletionProtected() != null
                || patch.backupPolicy() != null
                || patch.asksForRoles();
    }
}
