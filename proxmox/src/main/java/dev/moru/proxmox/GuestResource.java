package dev.moru.proxmox;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A guest in the cluster's broadcast figures.
 *
 * @param type {@code qemu} or {@code lxc}
 * @param name null as long as the figures of a new guest have not come in
 * @param status {@code running}, {@code stopped}, or {@code unknown} when its node has not reported
 * @param cpu used part of {@code cpus}, 0 to 1
 * @param lock what holds the guest; null for nothing
 * @param tags separated by semicolons
 */
public record GuestResource(
        String type,
        int vmid,
        String node,
        @Nullable String name,
        String status,
        boolean template,
        double cpu,
        @JsonProperty("maxcpu") double cpus,
        @JsonProperty("mem") long usedMemoryBytes,
        @JsonProperty("maxmem") long memoryBytes,
        @JsonProperty("maxdisk") long diskBytes,
        @JsonProperty("uptime") long uptimeSeconds,
        @Nullable String pool,
        @Nullable String lock,
        @Nullable String tags) {}
