package dev.moru.proxmox;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A virtual machine right now.
 *
 * @param status of its process: {@code running} or {@code stopped}
 * @param detailedStatus {@code paused}, {@code prelaunch}, {@code io-error}, ...
 * @param cpu used part of {@code cpus}, 0 to 1
 * @param agent whether a guest agent is configured, which does not say that one answers
 */
public record QemuStatus(
        @Nullable String name,
        String status,
        @JsonProperty("qmpstatus") @Nullable String detailedStatus,
        double cpu,
        double cpus,
        @JsonProperty("mem") long usedMemoryBytes,
        @JsonProperty("maxmem") long memoryBytes,
        @JsonProperty("uptime") long uptimeSeconds,
        boolean template,
        boolean agent,
        @Nullable String lock,
        @Nullable String tags,
        @Nullable HighAvailability ha) {

    /** @param managed whether start and stop only ask the HA stack, and happen seconds after their task has ended */
    public record HighAvailability(boolean managed) {}

    public boolean isRunning() {
        return "running".equals(status);
    }

    public boolean isHaManaged() {
        return ha != null && ha.managed();
    }
}
