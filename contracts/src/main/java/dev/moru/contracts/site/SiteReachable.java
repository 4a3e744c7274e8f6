package dev.moru.contracts.site;

import dev.moru.contracts.Event;
import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;
import java.time.Instant;
import java.util.UUID;

/** A site that did not answer answers again; the subject is the site's id. */
@MessageType(value = "dev.moru.site.reachable.v1", topics = Topics.PROVISIONING_EVENTS)
public record SiteReachable(UUID siteId, String site, Instant unreachableSince) implements Event {}
