package dev.moru.backup.site;

import dev.moru.contracts.site.SiteSpec;
import java.util.UUID;

/** A cluster as the gateway has accepted it last. */
public record BackupSite(UUID id, String name, long revision, SiteSpec spec) {}
