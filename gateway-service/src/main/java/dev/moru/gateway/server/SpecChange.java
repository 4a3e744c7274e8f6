package dev.moru.gateway.server;

import dev.moru.contracts.server.DiskSpec;
import dev.moru.contracts.server.ServerChange;
import dev.moru.contracts.server.ServerSpec;
import dev.moru.contracts.turn.Participant;
import dev.moru.gateway.problem.Complaints;
import dev.moru.gateway.problem.Problem;
import dev.moru.gateway.role.RoleCatalogue;
import dev.moru.gateway.role.RoleChoice;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A patch applied to what is wanted so far.
 *
 * @param wanted absent while nobody knows what an adopted server is like
 * @param change what the owner is told
 */
public record SpecChange(@Nullable ServerSpec wanted, ServerChange change, Optional<Problem> problem) {

    public static SpecChange of(
            @Nullable ServerSpec present, ServerPatch patch, RoleCatalogue roles, Set<Participant> participants) {
        var complaints = new Complaints();
        var configured = RoleChoice.of(present);
        var variables = configured.change(patch.roles(), patch.roleVariables());
        var configuredAs =
                new ServerRoles(roles, participants, complaints).changed(configured, patch.roles(), variables);
        var plan = new DiskPlan(complaints);
        var before = present == null ? List.<DiskSpec>of() : present.disks();
        var after = plan.changed(before, DraftNeeds.orEmpty(patch.disks()));
        var change = change(patch, before, after, variables);
        var wanted = present == null ? null : patched(present, patch, change, after, configuredAs);
        return new SpecChange(wanted, change, complaints.problem());
    }

    private static ServerChange change(
            ServerPatch patch,
            List<DiskSpec> before,
            List<DiskSpec> after,
            @Nullable Map<String, Map<String, @Nullable Object>> variables) {
        var touched = after.stream().filter(disk -> !before.contains(disk)).toList();
        return new ServerChange(
                patch.cores(),
                patch.memoryMiB(),
                patch.disks() == null ? null : touched,
                patch.tags(),
                patch.description(),
                patch.deletionProtected(),
                patch.roles(),
                variables,
                patch.backupPolicy());
    }

    private static ServerSpec patched(
            ServerSpec spec, ServerPatch patch, ServerChange change, List<DiskSpec> disks, RoleChoice configuredAs) {
        return new ServerSpec(
                spec.name(),
                spec.kind(),
                spec.site(),
                spec.image(),
                spec.preset(),
                Objects.requireNonNullElse(patch.cores(), spec.cores()),
                Objects.requireNonNullElse(patch.memoryMiB(), spec.memoryMiB()),
                disks,
                spec.networks(),
                spec.placement(),
                spec.login(),
                spec.readiness(),
                Objects.requireNonNullElse(patch.tags(), spec.tags()),
                Objects.requireNonNullElse(patch.description(), spec.description()),
                Objects.requireNonNullElse(patch.deletionProtected(), spec.deletionProtected()),
                spec.onFailure(),
                spec.deadline(),
                configuredAs.roles(),
                configuredAs.variables(),
                change.backupPolicyAfter(spec.backupPolicy()),
                spec.onConfigureFailure());
    }
}
