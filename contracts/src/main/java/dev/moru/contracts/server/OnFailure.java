package dev.moru.contracts.server;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of a server whose creation failed. */
public enum OnFailure {
    @JsonProperty("rollback")
    ROLLBACK,
    @JsonProperty("keep")
    KEEP
}
