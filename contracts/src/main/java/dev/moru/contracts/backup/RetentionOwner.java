package dev.moru.contracts.backup;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who removes the backups that a retention doesn't keep. */
public enum RetentionOwner {
    @JsonProperty("moru")
    MORU,
    /** The storage prunes by itself, as a Proxmox Backup Server does; Moru notes what is gone. */
    @JsonProperty("storage")
    STORAGE
}
