package dev.moru.contracts.site;

import java.util.UUID;

/** A configuration resource at a revision that the gateway has accepted. */
public record ConfigurationRef(ConfigurationKind kind, UUID id, String name, long revision) {}
