package dev.moru.proxmox;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * @param status {@code running} or {@code stopped}
 * @param exitStatus how it ended, absent as long as it runs
 */
public record TaskStatus(
        String status, @JsonProperty("exitstatus") @Nullable String exitStatus) {

    public boolean isRunning() {
        return "running".equals(status);
    }
}
