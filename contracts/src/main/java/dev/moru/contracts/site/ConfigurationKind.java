package dev.moru.contracts.site;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The kinds of configuration that people manage through the API. */
public enum ConfigurationKind {
    @JsonProperty("site")
    SITE,
    @JsonProperty("image")
    IMAGE,
    @JsonProperty("network")
    NETWORK,
    @JsonProperty("storage-class")
    STORAGE_CLASS,
    @JsonProperty("preset")
    PRESET,
    @JsonProperty("channel")
    CHANNEL,
    @JsonProperty("route")
    ROUTE,
    @JsonProperty("backup-policy")
    BACKUP_POLICY
}
