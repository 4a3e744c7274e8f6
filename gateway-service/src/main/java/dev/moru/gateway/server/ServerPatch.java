package dev.moru.gateway.server;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.moru.contracts.server.ApplyMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of a server as somebody asks for it; what is left out stays. {@code roles}, {@code roleVariables},
 * {@code firewall} and {@code backupPolicy} are reserved.
 *
 * @param disks disks to grow, by name, or to add
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
        @Nullable Object roles,
        @Nullable Object roleVariables,
        @Nullable Object firewall,
        @Nullable Object backupPolicy) {}
