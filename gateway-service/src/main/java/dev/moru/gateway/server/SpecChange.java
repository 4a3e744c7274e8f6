package dev.moru.gateway.server;

import dev.moru.contracts.server.DiskSpec;
import dev.moru.contracts.server.ServerChange;
import dev.moru.contracts.server.ServerSpec;
import dev.moru.gateway.problem.Complaints;
import dev.moru.gateway.problem.Problem;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A patch applied to what is wanted so far.
 *
 * @param wanted absent while nobody knows what an adopted server is like
 * @param change what the owner is told
 */
public record SpecChange(@Nullable ServerSpec wanted, ServerChange change, Optional<Problem> problem) {

    public static SpecChange of(@Nullable ServerSpec present, ServerPatch patch) {
        var complaints = new Complaints();
        var plan = new DiskPlan(complaints);
        var before = present == null ? List.<DiskSpec>of() : present.disks();
        var after = plan.changed(before, DraftNeeds.orEmpty(patch.disks()));
        var wanted = present == null ? null : patched(present, patch, after);
        return new SpecChange(wanted, change(patch, before, after), complaints.problem());
    }

    private static ServerChange change(ServerPatch patch, List<DiskSpec> before, List<DiskSpec> after) {
        var touched = after.stream().filter(disk -> !before.contains(disk)).toList();
        return new ServerChange(
                patch.cores(),
                patch.memoryMiB(),
                patch.disks() == null ? null : touched,
                patch.tags(),
                patch.description(),
                patch.deletionProtected());
    }

    private static ServerSpec patched(ServerSpec spec, ServerPatch patch, List<DiskSpec> disks) {
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
                spec.roles(),
                spec.roleVariables(),
                spec.backupPolicy(),
                spec.onConfigureFailure());
    }
}
