package dev.moru.provisioning.server;

import dev.moru.contracts.site.Mark;
import dev.moru.provisioning.site.Site;

/** A guest to be taken over, and the mark that it gets. */
public record AdoptGuest(Site site, Mark mark) {}
