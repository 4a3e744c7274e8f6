package dev.moru.contracts.backup;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a backup was removed. */
public enum RemovalReason {
    @JsonProperty("requested")
    REQUESTED,
    /** Its policy keeps it no longer. */
    @JsonProperty("retention")
    RETENTION,
    @JsonProperty("serverDeleted")
    SERVER_DELETED,
    /** Its storage has it no longer, and Moru has not removed it. */
    @JsonProperty("storage")
    STORAGE
}
