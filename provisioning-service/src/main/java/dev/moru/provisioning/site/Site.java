package dev.moru.provisioning.site;

import dev.moru.contracts.site.SiteSpec;
import java.util.UUID;

/** A cluster as it was last applied. */
public record Site(UUID id, String name, long revision, SiteSpec spec) {}
