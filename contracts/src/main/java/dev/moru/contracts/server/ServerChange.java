package dev.moru.contracts.server;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change of a server; what is absent stays as it is.
 *
 * @param disks disks to grow (by name) or to add; a disk never shrinks and never goes
 * @param roles all that it is configured as from now on, in order
 * @param roleVariables by role, then by name; null in place of a value: the variable goes
 * @param backupPolicy the policy that it is backed up by from now on; empty: by none
 */
public record ServerChange(
        @Nullable Integer cores,
        @Nullable Integer memoryMiB,
        @Nullable List<DiskSpec> disks,
        @Nullable List<String> tags,
        @Nullable String description,
        @JsonProperty("protected") @Nullable Boolean deletionProtected,
        @Nullable List<String> roles,
        @Nullable Map<String, Map<String, @Nullable Object>> roleVariables,
        @Nullable String backupPolicy) {

    public ServerChange {
        disks = disks == null ? null : List.copyOf(disks);
        tags = tags == null ? null : List.copyOf(tags);
        roles = roles == null ? null : List.copyOf(roles);
        roleVariables = roleVariables == null ? null : Map.copyOf(roleVariables);
    }

    /** The policy by which the server is backed up afterwards; null: by none. */
    public @Nullable String backupPolicyAfter(@Nullable String before) {
        if (backupPolicy == null) {
            return before;
        }
        return backupPolicy.isEmpty() ? null : backupPolicy;
    }
}
