package dev.moru.contracts.server;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for, with every default filled in.
 *
 * @param kind {@code vm}
 * @param preset the named size that it began with, if one was named; {@code cores} and {@code memoryMiB} hold its values
 * @param readiness {@code ssh}, {@code tcp:<port>}, {@code agent} or {@code running}
 * @param roles what it is configured as, in order; empty: it is not configured
 * @param roleVariables by role, then by name
 * @param backupPolicy the name of the policy that it is backed up by, if it is
 * @param onFailure what happens when it cannot be made
 * @param onConfigureFailure what happens when it was made and cannot be configured
 * @param deletionProtected in JSON {@code protected}: whether a delete is refused
 */
public record ServerSpec(
        String name,
        String kind,
        String site,
        String image,
        @Nullable String preset,
        int cores,
        int memoryMiB,
        List<DiskSpec> disks,
        List<NetworkAttachment> networks,
        Placement placement,
        Login login,
        String readiness,
        List<String> tags,
        String description,
        @JsonProperty("protected") boolean deletionProtected,
        OnFailure onFailure,
        Duration deadline,
        List<String> roles,
        Map<String, Map<String, Object>> roleVariables,
        @Nullable String backupPolicy,
        OnFailure onConfigureFailure) {

    public ServerSpec {
        disks = List.copyOf(disks);
        networks = List.copyOf(networks);
        placement = placement == null ? Placement.ANYWHERE : placement;
        tags = tags == null ? List.of() : List.copyOf(tags);
        description = description == null ? "" : description;
        roles = roles == null ? List.of() : List.copyOf(roles);
        roleVariables = roleVariables == null ? Map.of() : Map.copyOf(roleVariables);
        onConfigureFailure = onConfigureFailure == null ? OnFailure.KEEP : onConfigureFailure;
    }
}
