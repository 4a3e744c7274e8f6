package dev.moru.proxmox;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A virtual machine or container in its node's own list.
 *
 * @param status {@code running} or {@code stopped}
 * @param tags separated by semicolons
 */
public record GuestSummary(
        int vmid,
        @Nullable String name,
        String status,
        boolean template,
        double cpus,
        @JsonProperty("maxmem") long memoryBytes,
        @JsonProperty("maxdisk") long diskBytes,
        @JsonProperty("uptime") long uptimeSeconds,
        @Nullable String lock,
        @Nullable String tags) {}
