package dev.moru.proxmox;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * @param takenAtSeconds since the epoch
 * @param withMemory whether it holds the guest's memory
 * @param parent null for the first
 */
public record Snapshot(
        String name,
        @Nullable String description,
        @JsonProperty("snaptime") long takenAtSeconds,
        @JsonProperty("vmstate") boolean withMemory,
        @Nullable String parent) {}
