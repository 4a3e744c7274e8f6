package dev.moru.proxmox;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * @param status {@code online}, {@code offline} or {@code unknown}
 * @param fingerprint SHA-256 of the certificate that the node's API shows, where the release tells
 */
public record NodeSummary(
        String node,
        String status,
        @JsonProperty("maxcpu") double cpus,
        @JsonProperty("mem") long usedMemoryBytes,
        @JsonProperty("maxmem") long memoryBytes,
        @JsonProperty("ssl_fingerprint") @Nullable String fingerprint) {}
