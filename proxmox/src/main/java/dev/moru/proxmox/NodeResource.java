package dev.moru.proxmox;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A node in the cluster's broadcast figures.
 *
 * @param status {@code online}, {@code offline} or {@code unknown}
 * @param cpu used part of {@code cpus}, 0 to 1
 */
public record NodeResource(
        String node,
        String status,
        double cpu,
        @JsonProperty("maxcpu") double cpus,
        @JsonProperty("mem") long usedMemoryBytes,
        @JsonProperty("maxmem") long memoryBytes,
        @JsonProperty("uptime") long uptimeSeconds) {

    public boolean isOnline() {
        return "online".equals(status);
    }
}
