package dev.moru.contracts.server;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of a server's backups when it is deleted. */
public enum BackupsOnDelete {
    @JsonProperty("keep")
    KEEP,
    @JsonProperty("delete")
    DELETE
}
