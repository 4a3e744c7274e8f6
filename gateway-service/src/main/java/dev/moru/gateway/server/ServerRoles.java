package dev.moru.gateway.server;

import dev.moru.contracts.turn.Participant;
import dev.moru.gateway.problem.Complaints;
import dev.moru.gateway.problem.ProblemType;
import dev.moru.gateway.role.RoleCatalogue;
import dev.moru.gateway.role.RoleCheck;
import dev.moru.gateway.role.RoleChoice;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fits the roles that are asked for to what this installation can do. */
final class ServerRoles {

    private final RoleCatalogue catalogue;
    private final Set<Participant> participants;
    private final Complaints complaints;

    ServerRoles(RoleCatalogue catalogue, Set<Participant> participants, Complaints complaints) {
        this.catalogue = catalogue;
        this.participants = participants;
        this.complaints = complaints;
    }

    /** @param change as {@link RoleChoice#change} makes it */
    RoleChoice changed(
            RoleChoice present,
            @Nullable List<String> roles,
            @Nullable Map<String, Map<String, @Nullable Object>> change) {
        var wanted = present.changed(roles, change);
        if (wanted.isEmpty() && present.isEmpty() || roles == null && change == null) {
            return wanted;
        }
        if (!participants.contains(Participant.CONFIG)) {
            complaints.add(
                    ProblemType.PARTICIPANT_ABSENT, "/roles", "no service of this installation configures servers");
        } else if (!catalogue.isSeen()) {
            complaints.add(ProblemType.ROLES_UNKNOWN, "/roles", "config-service has not told yet; ask again later");
        } else {
            new RoleCheck(catalogue, present, complaints).check(wanted);
        }
        return wanted;
    }
}
