package dev.moru.contracts.server;

import com.fasterxml.jackson.annotation.JsonProperty;

/** When a change of a running server takes effect. No mode power-cycles a server that was not asked to restart. */
public enum ApplyMode {
    @JsonProperty("live")
    LIVE,
    @JsonProperty("nextBoot")
    NEXT_BOOT,
    @JsonProperty("restart")
    RESTART
}
