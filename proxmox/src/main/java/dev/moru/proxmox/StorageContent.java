package dev.moru.proxmox;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * @param volid {@code local-lvm:vm-100-disk-0}
 * @param createdAtSeconds since the epoch, 0 where it is not known
 * @param parent the base image of a linked clone
 */
public record StorageContent(
        String volid,
        @Nullable String content,
        @Nullable String format,
        @JsonProperty("size") long sizeBytes,
        @JsonProperty("ctime") long createdAtSeconds,
        @Nullable Integer vmid,
        @Nullable String parent,
        @Nullable String notes,
        @JsonProperty("protected") boolean isProtected) {}
