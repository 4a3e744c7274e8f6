package dev.moru.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How much a person should care about an event, from least to most. */
public enum Severity {
    @JsonProperty("info")
    INFO,
    @JsonProperty("warning")
    WARNING,
    @JsonProperty("error")
    ERROR,
    @JsonProperty("critical")
    CRITICAL
}
