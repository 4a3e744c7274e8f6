package dev.moru.proxmox;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A node's present figures, asked of the node itself.
 *
 * @param cpu used part of all processors, 0 to 1
 * @param release {@code pve-manager/9.1.1/...}
 */
public record NodeStatus(
        @JsonProperty("uptime") long uptimeSeconds,
        double cpu,
        @JsonProperty("cpuinfo") @Nullable Processors processors,
        @Nullable Space memory,
        @JsonProperty("rootfs") @Nullable Space rootFileSystem,
        @JsonProperty("pveversion") @Nullable String release) {

    public record Processors(@Nullable String model, int cpus, int cores, int sockets) {}

    public record Space(
            @JsonProperty("total") long totalBytes,
            @JsonProperty("used") long usedBytes,
            @JsonProperty("free") long freeBytes) {}
}
