package dev.moru.proxmox;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A storage on one node in the cluster's broadcast figures.
 *
 * @param status {@code available} or {@code unknown}
 * @param pluginType {@code dir}, {@code lvmthin}, ...
 * @param content separated by commas
 */
public record StorageResource(
        String storage,
        String node,
        String status,
        @JsonProperty("plugintype") @Nullable String pluginType,
        boolean shared,
        @Nullable String content,
        @JsonProperty("disk") long usedBytes,
        @JsonProperty("maxdisk") long totalBytes) {}
