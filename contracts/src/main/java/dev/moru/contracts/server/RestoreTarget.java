package dev.moru.contracts.server;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a backup is restored to. */
public enum RestoreTarget {
    /** A server that was not there before. */
    @JsonProperty("new")
    NEW,
    /** The server itself, whose disks are overwritten. */
    @JsonProperty("inPlace")
    IN_PLACE
}
