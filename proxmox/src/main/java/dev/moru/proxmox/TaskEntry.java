package dev.moru.proxmox;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A task in a list.
 *
 * @param id what it works on, as in {@link Upid#id}
 * @param tokenId the token's own name, null when the user himself started it
 * @param status how it ended; null or {@code RUNNING} as long as it runs
 */
public record TaskEntry(
        String upid,
        String node,
        String type,
        @Nullable String id,
        String user,
        @JsonProperty("tokenid") @Nullable String tokenId,
        @JsonProperty("starttime") long startedAtSeconds,
        @JsonProperty("endtime") @Nullable Long endedAtSeconds,
        @Nullable String status) {

    public Upid toUpid() {
        return Upid.parse(upid);
    }

    public boolean isRunning() {
        return endedAtSeconds == null && (status == null || "RUNNING".equals(status));
    }
}
