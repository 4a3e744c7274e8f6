package dev.moru.gateway.server;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.moru.contracts.server.ApplyMode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change of a server as somebody asks for it; what is left out stays. {@code firewall} is reserved.
 *
 * @param disks disks to grow, by name, or to add
 * @param roles all that it is to be configured as from now on, in order
 * @param roleVariables by role, then by name; null makes a variable go, and those of a role that leaves go with it
 * @param backupPolicy by which it is backed up from now on; empty: by none
 * @param apply when it takes effect; live where it can be, if left out
 */
public record ServerPatch(
        @Nullable Integer cores,
        @Nullable Integer memoryMiB,
        @Nullable List<ServerDraft.DiskDraft> disks,
        @Nullable List<String> tags,
        @Nullable String description,
        @JsonProperty("protected") @Nullable Boolean deletionProtected,
        @Nullable ApplyMode apply,
        @Nullable List<String> roles,
        @Nullable Map<String, Map<String, @Nullable Object>> roleVariables,
        @Nullable Object firewall,
        @Nullable String backupPolicy) {

    public boolean asksForRoles() {
        return roles != null || roleVariables != null;
    }

    public ServerPatch with(@Nullable Map<String, Map<String, @Nullable Object>> otherVariables) {
        return new ServerPatch(
                cores,
                memoryMiB,
                disks,
                tags,
                description,
                deletionProtected,
                apply,
                roles,
                otherVariables,
                firewall,
                backupPolicy);
    }

    /** Variables may be secrets. */
    @Override
    public String toString() {
        return "ServerPatch";
    }
}
